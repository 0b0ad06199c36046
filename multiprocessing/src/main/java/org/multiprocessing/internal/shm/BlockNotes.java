package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
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

    /** Removes the blocks that the notes in a session's folder name. */
    static void unlinkAll(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String note = file.getFileName().toString();
                if (note.startsWith(PREFIX)) {
                    unlink(folder, note);
                }
            }
        }
    }

    private static void unlink(Path folder, String note) {
        int name = note.indexOf('-', note.indexOf('-', PREFIX.length()) + 1) + 1;
        Path block = folder.resolveSibling(note.substring(name));
        try {
            if (note.equals(noteOf(note.substring(name), read(block)))) {
                Files.deleteIfExists(block);
            }
        } catch (NoSuchFileException e) {
            // somebody has unlinked it
        } catch (IOException e) {
            Log.log(System.Logger.Level.WARNING, "cannot remove the shared memory " + block, e);
        }
    }
}
