package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/** The folder of this user's AOT caches, which is nobody else's: what is in a cache runs. */
final class AotFolder {
    static final String PROPERTY = "multiprocessing.cache";
    static final String WORK = ".tmp";

    private static final String PRIVATE = "rwx------";
    private static final long UNUSED_MILLIS = TimeUnit.DAYS.toMillis(30);

    private AotFolder() {}

    /** Returns the folder, which may not exist yet, or null if there are to be no caches. */
    static @Nullable Path choose() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return chosen.equals("off") ? null : Path.of(chosen).toAbsolutePath();
        }
        String base = System.getenv("XDG_CACHE_HOME");
        if (base != null && Path.of(base).isAbsolute()) { // the XDG rules want relative ones ignored
            return Path.of(base, "multiprocessing");
        }
        String home = System.getProperty("user.home", "");
        return Path.of(home).isAbsolute() ? Path.of(home, ".cache", "multiprocessing") : null;
    }

    /** Makes a private folder, with those above it. */
    static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            checkOwn(folder);
        } else if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Who else can write into the folder could have children run anything. */
    static void checkOwn(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // the folders of a Windows user are that user's alone
        }
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class);
        String permissions = PosixFilePermissions.toString(found.permissions());
        String owner = found.owner().getName();
        String user = System.getProperty("user.name");
        boolean isPrivate = permissions.charAt(4) != 'w' && permissions.charAt(7) != 'w';
        // Who has no name, as in many containers, owns what nobody else can write; root alone can write everything.
        boolean isOwn = owner.equals(user) || (user.equals("?") && Files.isWritable(folder));
        if (!isPrivate || !isOwn) {
            throw new IOException(folder + " belongs to " + owner + " with permissions " + permissions
                    + "; it must be the user's own, and nobody else may write into it");
        }
    }

    /** Deletes what killed programs have left of making this key's cache; under its lock. */
    static void removeLeftovers(Path folder, AotKey key) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, key.fileName() + "-*" + WORK)) {
            for (Path work : found) {
                remove(work);
            }
        }
    }

    /** Deletes a file, or a folder with what is in it: links themselves and never what they lead to. */
    static void remove(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(file)) {
                for (Path each : content) {
                    remove(each);
                }
            } catch (NoSuchFileException e) {
                return; // removed by another thread, as this JVM ends
            }
        }
        Files.deleteIfExists(file);
    }

    /**
     * Deletes the caches that nobody has used for 30 days. Without the locks of their keys: a JVM that just opens one keeps what
     * it has opened, and the program makes another.
     */
    static void removeUnused(Path folder) throws IOException {
        long oldest = System.currentTimeMillis() - UNUSED_MILLIS;
        try (DirectoryStream<Path> notes =
                Files.newDirectoryStream(folder, "aot-*{" + AotFile.STAMP + "," + AotFile.FAILED + "}")) {
            for (Path note : notes) {
                if (Files.getLastModifiedTime(note).toMillis() < oldest) {
                    String name = note.getFileName().toString();
                    Files.deleteIfExists(note);
                    Files.deleteIfExists(folder.resolve(name.substring(0, name.lastIndexOf('.')) + AotFile.CACHE));
                }
            }
        }
    }

    static void warn(String message) {
        Log.log(System.Logger.Level.WARNING, message);
    }

    /** That there is no cache is no more than news if nobody has asked for one: a container may have no home to write to. */
    static void tellOfNone(String message) {
        boolean asked = System.getProperty(PROPERTY) != null;
        Log.log(asked ? System.Logger.Level.WARNING : System.Logger.Level.INFO, message);
    }
}
