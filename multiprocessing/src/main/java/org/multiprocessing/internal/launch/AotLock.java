package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held by who makes or deletes the cache of one key: a byte of one file, given back by the system when its holder ends. A JVM
 * must not take two at a time: POSIX drops all locks of a process when any of its descriptors of the file is closed.
 */
final class AotLock implements AutoCloseable {
    private final FileChannel channel;

    private AotLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the lock, or null if somebody else has it. */
    static @Nullable AotLock take(Path folder, AotKey key) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(key.hash() & (Long.MAX_VALUE >> 1), 1, false) != null) {
                return new AotLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another copy of this library in this JVM
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
