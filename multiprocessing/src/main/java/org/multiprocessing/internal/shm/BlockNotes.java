package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/**
 * Which named blocks go with a session: for each an empty file in the session's folder, whose name says which file it is (device,
 * inode, time of creation) and what it is called. What has the right name, but is another file, belongs to somebody else.
 */
final class BlockNotes {
    private static final String PREFIX = "block-";

    private BlockNotes() {}

    static BasicFileAttributes read(Path block) throws IOException {
        return Files.readAttributes(block, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns what tells a file from all others as long as it exists or is mapped; the same for all where the system has no such thing. */
    static String keyOf(BasicFileAttributes attributes) {
        StringBuilder key = new StringBuilder();
        for (char c : String.valueOf(attributes.fileKey()).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** Returns the note's name; with the time, since an inode's number is used again. */
    static String noteOf(String name, BasicFileAttributes attributes) {
        long created = attributes.creationTime().to(TimeUnit.NANOSECONDS);
        return PREFIX + keyOf(attributes) + "-" + Long.toHexString(created) + "-" + name;
    }

    /**
     * Removes the notes of blocks that there are not, which somebody has left who died between a block and its note. One whose
     * block is still a draft stays: that gets its name before it goes, so a block is looked for after its draft.
     */
    static void removeStale(Path folder) throws IOException {
        List<String> stale = new ArrayList<>();
        for (String note : notesIn(folder)) {
            if (!isOf(note, block(folder, note))) {
                stale.add(note);
            }
        }
        if (stale.isEmpty()) {
            return;
        }
        List<BasicFileAttributes> drafts = drafts(folder);
        for (String note : stale) {
            if (!isOfAny(note, drafts) && !isOf(note, block(folder, note))) {
                Files.deleteIfExists(folder.resolve(note));
            }
        }
    }

    private static List<BasicFileAttributes> drafts(Path folder) throws IOException {
        List<BasicFileAttributes> drafts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Session.SEGMENT_PREFIX + "*")) {
            for (Path file : files) {
                BasicFileAttributes found = find(file);
                if (found != null) {
                    drafts.add(found);
                }
            }
        }
        return drafts;
    }

    private static boolean isOfAny(String note, List<BasicFileAttributes> drafts) {
        for (BasicFileAttributes draft : drafts) {
            if (note.equals(noteOf(nameIn(note), draft))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> notesIn(Path folder) throws IOException {
        List<String> notes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                notes.add(file.getFileName().toString());
            }
        }
        return notes;
    }

    private static String nameIn(String note) {
        return note.substring(note.indexOf('-', note.indexOf('-', PREFIX.length()) + 1) + 1);
    }

    private static Path block(Path folder, String note) {
        return folder.resolveSibling(nameIn(note));
    }

    private static boolean isOf(String note, Path block) throws IOException {
        BasicFileAttributes found = find(block);
        return found != null && note.equals(noteOf(nameIn(note), found));
    }

    private static @Nullable BasicFileAttributes find(Path file) throws IOException {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return null; // somebody has unlinked it
        }
    }

    /** Removes the blocks that the notes in a session's folder name. */
    static void unlinkAll(Path folder) throws IOException {
        for (String note : notesIn(folder)) {
            unlink(folder, note);
        }
    }

    private static void unlink(Path folder, String note) {
        Path block = block(folder, note);
        try {
            if (isOf(note, block)) {
                Files.deleteIfExists(block);
            }
        } catch (IOException e) {
            Log.log(System.Logger.Level.WARNING, "cannot remove the shared memory " + block, e);
        }
    }
}
