package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/**
 * Makes the folder of a session, and sweeps the folders of sessions whose main process is gone.
 *
 * <p>Whether a session is alive is told by the lock on the main process's byte of its lock file alone, never by a pid. The
 * creator writes a byte into the lock file once it holds that lock, so a file without content belongs to a creator that is
 * not that far yet, or that died in between: those are swept after {@link #CREATION_GRACE_MILLIS}.
 */
final class SessionFolder {
    private static final String PRIVATE = "rwx------";
    private static final String PREFIX = "multiprocessing-";
    private static final long CREATION_GRACE_MILLIS = 60_000;

    /** Sessions of this JVM, by folder name: opening and closing their lock files would drop the locks. */
    private static final String OWN_SESSIONS = "org.multiprocessing.sessions";

    record Created(Path folder, LifeLocks locks) {}

    private SessionFolder() {}

    static Created create() throws IOException {
        Path base = base();
        String prefix = PREFIX + user() + "-";
        sweep(base, prefix, null);
        for (int attempt = 0; ; attempt++) {
            Path folder = base.resolve(prefix + newName());
            noteOwn(folder);
            try {
                createPrivate(folder);
            } catch (FileAlreadyExistsException e) {
                if (attempt < 10) {
                    continue;
                }
                throw e;
            }
            LifeLocks locks = LifeLocks.create(folder);
            locks.holdOwn(Session.MAIN_SLOT);
            locks.markHeld();
            return new Created(folder, locks);
        }
    }

    private static Path base() throws IOException {
        String chosen = System.getProperty("multiprocessing.dir");
        if (chosen != null) {
            Path folder = Path.of(chosen).toAbsolutePath();
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw new IOException("-Dmultiprocessing.dir=" + chosen + " is not a folder that can be written to");
            }
            return folder;
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        for (String candidate : new String[] {"/dev/shm", runtime}) {
            if (candidate != null && Files.isDirectory(Path.of(candidate)) && Files.isWritable(Path.of(candidate))) {
                return Path.of(candidate);
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    private static String user() {
        StringBuilder name = new StringBuilder();
        for (char c : System.getProperty("user.name", "user").toCharArray()) {
            name.append(Character.isLetterOrDigit(c) && c < 128 ? c : '_');
        }
        return name.toString();
    }

    /** A name that is unlikely to be taken; not a secret, since the folder is private. SecureRandom would cost 30 ms. */
    private static String newName() {
        return Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.nanoTime());
    }

    private static void createPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        } else {
            Files.createDirectory(folder); // the temp folder of a Windows user is that user's alone
        }
    }

    private static synchronized void noteOwn(Path folder) {
        String known = System.getProperty(OWN_SESSIONS, "");
        System.setProperty(OWN_SESSIONS, known + folder.getFileName() + "/");
    }

    private static boolean isOwn(Path folder) {
        return System.getProperty(OWN_SESSIONS, "").contains(folder.getFileName() + "/");
    }

    /** Sweeps beside the folder of this process's session, which may be that of its parent and is left alone. */
    static void sweep(Path current) {
        sweep(current.resolveSibling(""), PREFIX + user() + "-", current);
    }

    private static void sweep(Path base, String prefix, @Nullable Path current) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, prefix + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(current) && !isOwn(folder) && isDead(folder)) {
                    removeDead(folder);
                }
            }
        } catch (IOException e) {
            log("cannot look for abandoned sessions in " + base, e);
        }
    }

    private static boolean isDead(Path folder) throws IOException {
        try {
            if (!isPrivate(folder)) {
                return false; // not a session of this user, whatever its name says
            }
            long age = System.currentTimeMillis()
                    - Files.getLastModifiedTime(folder).toMillis();
            Path file = LifeLocks.file(folder);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0) {
                return age > CREATION_GRACE_MILLIS;
            }
            return LifeLocks.isMainDead(folder);
        } catch (NoSuchFileException e) {
            return false; // somebody else swept it in between
        }
    }

    /** A real folder that nobody else could have put anything into, so that a sweep cannot be led astray. */
    private static boolean isPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
            return false;
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true;
        }
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return PosixFilePermissions.toString(found.permissions()).equals(PRIVATE)
                && found.owner().getName().equals(System.getProperty("user.name"));
    }

    /**
     * One sweeper at a time: between seeing that a name still leads to the dead session's block and removing it, a second
     * sweeper could remove it, and its program create a block of its own under that name.
     */
    private static void removeDead(Path folder) throws IOException {
        try (FileChannel file = LifeLocks.lockSweep(folder)) {
            if (file != null) {
                remove(folder);
            }
        } catch (NoSuchFileException e) {
            remove(folder); // its creator had not got as far as making anything
        }
    }

    /**
     * Removes a session's folder, which is flat: what is inside is deleted, links themselves and never what they lead to. The
     * named blocks go first, as long as the lock file is there to keep other sweepers out.
     */
    static void remove(Path folder) {
        try {
            BlockNotes.unlinkAll(folder);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException e) {
            // somebody else removes it at the same time
        } catch (IOException e) {
            log("cannot remove the session folder " + folder, e);
        }
    }

    private static void log(String message, @Nullable Throwable cause) {
        Log.log(System.Logger.Level.WARNING, message, cause);
    }
}
