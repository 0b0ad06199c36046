package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.os.Delay;

/**
 * Operating-system locks that tell who is alive: every process of a session holds the byte of its slot until it ends, however it ends.
 * Who waits for that byte learns of the death within milliseconds, without a native call of ours, on every platform.
 *
 * <p>There are two files with such bytes, since a JVM that ends leaves its wait for its parent by closing the file, and POSIX drops all
 * locks of a process when any of its descriptors of a file is closed. In the one that children watch, a process gives up its byte when
 * its end has begun; the other one is closed by the system alone, when no thread of the process runs any more.
 */
public final class LifeLocks {
    /** Far behind the bytes of the processes: the byte that guards the tables of the control file. */
    private static final long TABLES_BYTE = 1L << 30;

    /** The byte that a sweeper of a dead session holds. */
    private static final long SWEEP_BYTE = TABLES_BYTE + 1;

    private static final int QUICK_LOOKS = 30;
    private static final long PAUSE_NANOS = 50_000;

    private final FileChannel watched;
    private final FileChannel present;
    private final ReentrantLock tables = new ReentrantLock();

    private LifeLocks(FileChannel watched, FileChannel present) {
        this.watched = watched;
        this.present = present;
    }

    static Path file(Path folder) {
        return folder.resolve("alive");
    }

    private static Path presentFile(Path folder) {
        return folder.resolve("present");
    }

    static LifeLocks create(Path folder) throws IOException {
        return new LifeLocks(createFile(file(folder)), createFile(presentFile(folder)));
    }

    static LifeLocks open(Path folder) throws IOException {
        return new LifeLocks(openFile(file(folder)), openFile(presentFile(folder)));
    }

    private static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel openFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Tells sweepers that the main process has got as far as holding its lock. */
    void markHeld() throws IOException {
        watched.write(ByteBuffer.wrap(new byte[] {1}), 0);
    }

    /** Takes this process's own byte, for the rest of its life. */
    void holdOwn(int slot) throws IOException {
        if (present.tryLock(slot, 1, false) == null || watched.tryLock(slot, 1, false) == null) {
            throw new IOException("slot " + slot + " of the session belongs to another live process");
        }
    }

    /**
     * Waits for the end of the process in {@code slot}, which must not be this one. The thread is then in a system call, and the
     * JVM's own end would wait 300 ms for it, so call {@link #letGo} first.
     *
     * @return false if {@link #letGo} was called meanwhile
     */
    public boolean awaitDeath(int slot) throws IOException {
        try {
            watched.lock(slot, 1, true).release();
            return true;
        } catch (ClosedChannelException e) {
            return false;
        }
    }

    /** Ends all waiting, because this process is about to end; its children, which wait for that, end too. */
    public void letGo() throws IOException {
        watched.close();
    }

    /** Returns whether the process in {@code slot} has ended or let go; for one that has {@link #letGo}. */
    public static boolean isDead(Path folder, int slot) throws IOException {
        try (FileChannel other = openFile(file(folder))) {
            FileLock lock = other.tryLock(slot, 1, true);
            return lock != null;
        } catch (NoSuchFileException e) {
            return true; // the main process is gone, and the folder with it
        }
    }

    static boolean isMainDead(Path folder) throws IOException {
        try (FileChannel other = openFile(file(folder))) {
            FileLock lock = other.tryLock(Session.MAIN_SLOT, 1, false);
            if (lock == null) {
                return false;
            }
            lock.release();
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Waits until no other JVM sweeps the dead session in {@code folder}; to be closed after sweeping. Null: this JVM does so already. */
    static @Nullable FileChannel lockSweep(Path folder) throws IOException {
        FileChannel other = FileChannel.open(file(folder), StandardOpenOption.WRITE);
        try {
            other.lock(SWEEP_BYTE, 1, false);
            return other;
        } catch (OverlappingFileLockException e) {
            other.close();
            return null;
        } catch (IOException e) {
            other.close();
            throw e;
        }
    }

    /** Runs {@code action} while no other process or thread of the session changes the tables of the control file. */
    public int withTables(TableAction action) throws IOException {
        tables.lock();
        try {
            FileLock lock = lockTables();
            try {
                return action.run();
            } finally {
                lock.release();
            }
        } finally {
            tables.unlock();
        }
    }

    /** By looking again at short intervals: a blocking lock closes the channel, and so all locks, of an interrupted thread. */
    private FileLock lockTables() throws IOException {
        for (int looks = 0; ; looks++) {
            FileLock lock = present.tryLock(TABLES_BYTE, 1, false);
            if (lock != null) {
                return lock;
            }
            if (looks < QUICK_LOOKS) {
                Thread.onSpinWait();
            } else { // whoever has it repairs at length, is stopped, or waits for this very processor
                Delay.pass(PAUSE_NANOS);
            }
        }
    }

    /** Returns whether no process is in {@code slot}: no thread of it runs any more. */
    public boolean isFree(int slot) throws IOException {
        try {
            FileLock lock = present.tryLock(slot, 1, false);
            if (lock == null) {
                return false;
            }
            lock.release();
            return true;
        } catch (OverlappingFileLockException e) {
            return false; // this JVM's own, or another thread looks at the same moment
        }
    }

    /** What is done under the lock of the tables; an interface of our own, as a lambda costs a child's start too much. */
    public interface TableAction {
        /** Does it. */
        int run() throws IOException;
    }
}
