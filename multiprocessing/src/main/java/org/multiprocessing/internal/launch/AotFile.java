package org.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A cache and the stamp beside it, which is written last and says what the cache is. A JVM takes a damaged cache as it is, and
 * crashes; so none is used whose size and time are not those in its stamp. Changed under the {@link AotLock} only.
 */
final class AotFile {
    enum State {
        USABLE,
        ABSENT,
        /** Not what the stamp says; or a process is between two steps of making or deleting it. */
        DAMAGED
    }

    static final String CACHE = ".aot";
    static final String STAMP = ".stamp";
    static final String FAILED = ".failed";

    /** How old the notes of the last use and of the last failure may become. */
    private static final long NOTE_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final AotKey key;
    private final Path cache;
    private final Path stamp;
    private final Path failed;
    private String seen = "";

    AotFile(Path folder, AotKey key) {
        this.key = key;
        this.cache = folder.resolve(key.fileName() + CACHE);
        this.stamp = folder.resolve(key.fileName() + STAMP);
        this.failed = folder.resolve(key.fileName() + FAILED);
    }

    Path cache() {
        return cache;
    }

    /** Looks at the files; the stamp is read once, after that only the cache is looked at. */
    State state() {
        String expected = describe(cache.toFile());
        if (!seen.isEmpty() && seen.equals(expected)) {
            return State.USABLE;
        }
        try {
            if (!stamp.toFile().exists()) {
                return cache.toFile().exists() ? State.DAMAGED : State.ABSENT;
            }
            if (!Files.readString(stamp).equals(expected)) {
                return State.DAMAGED;
            }
        } catch (IOException e) {
            return State.DAMAGED; // no text, or gone since
        }
        noteUse();
        seen = expected;
        return State.USABLE;
    }

    private String describe(File file) {
        return key.text() + "\n" + file.length() + " " + file.lastModified() + "\n";
    }

    /** The time of the stamp is that of the last use, to a day; a cache that nobody can note that of is deleted too early. */
    private void noteUse() {
        long now = System.currentTimeMillis();
        File file = stamp.toFile();
        if (now - file.lastModified() > NOTE_MILLIS) {
            var _ = file.setLastModified(now);
        }
    }

    /** Puts a new cache in place. */
    void publish(Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true); // or a loss of power could leave a stamp beside a cache of zeros
        }
        Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path newStamp = draft.resolveSibling("stamp");
        Files.writeString(newStamp, describe(cache.toFile()));
        Files.move(newStamp, stamp, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(failed);
    }

    /** Where a training fails it fails at every start of a program, for three seconds of a processor; once a day will do. */
    void noteFailure() throws IOException {
        Files.deleteIfExists(failed);
        Files.createFile(failed);
    }

    boolean hasFailedLately() {
        File note = failed.toFile();
        return note.exists() && System.currentTimeMillis() - note.lastModified() < NOTE_MILLIS;
    }

    void delete() throws IOException {
        seen = "";
        Files.deleteIfExists(stamp);
        Files.deleteIfExists(cache);
    }
}
