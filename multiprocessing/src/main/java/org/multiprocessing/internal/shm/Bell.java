package org.multiprocessing.internal.shm;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.os.Os;

/**
 * A word in shared memory on which one thread of one process sleeps, and which any thread of any process can ring.
 *
 * <p>The sleeper arms the bell, looks once more whether there is something to do, and only then sleeps. A ringer makes
 * its work visible first and rings then. The full fences in {@link #arm} and {@link #ring} order these steps, so that
 * either the sleeper sees the work or the ringer sees the armed bell: no wake-up is lost. A ring of a bell that is not
 * armed costs a fence and a read.
 *
 * <p>While some ringer cannot wake by system call yet (see {@link Os#canWake}), the sleeper looks again at short
 * intervals, which grow to {@link #LONGEST_POLL_NANOS}.
 */
public final class Bell {
    private static final int ASLEEP = 1;
    private static final int AWAKE = 0;

    /** What an idle sleeper of the portable implementation waits at most before it looks again. */
    static final long LONGEST_POLL_NANOS = 1_000_000;

    private final Os os;
    private final ByteBuffer memory;
    private final int word;
    private long address;
    private long pollNanos = Os.POLL_NANOS;
    private volatile @Nullable Thread sleeper;

    /** Views the word at {@code word}, a multiple of four, in {@code memory}. */
    public Bell(Os os, ByteBuffer memory, int word) {
        this.os = os;
        this.memory = memory;
        this.word = word;
    }

    /** Announces that the calling thread is about to sleep. Look for work after this, then {@link #sleep}. */
    public void arm() {
        memory.putInt(word, ASLEEP);
        VarHandle.fullFence();
    }

    /** Takes the announcement back, so that ringers save the system call. */
    public void disarm() {
        memory.putInt(word, AWAKE);
        pollNanos = Os.POLL_NANOS;
    }

    /**
     * Sleeps until rung, interrupted or {@code nanos} have passed; may return early for no reason.
     *
     * @param ringersCanWake whether every process that may ring has {@link Os#canWake}
     */
    public void sleep(boolean ringersCanWake, long nanos) {
        sleepWhile(ASLEEP, ringersCanWake, nanos);
    }

    /**
     * Sleeps as {@link #sleep}, but while the bell is not armed, and then until another thread of this process has armed it and
     * somebody rings.
     */
    public void sleepDisarmed(boolean ringersCanWake, long nanos) {
        sleepWhile(AWAKE, ringersCanWake, nanos);
    }

    private void sleepWhile(int state, boolean ringersCanWake, long nanos) {
        sleeper = Thread.currentThread();
        VarHandle.fullFence(); // a local ringer sees the sleeper, or the check below sees its ring
        if (memory.getInt(word) == state && nanos > 0) {
            if (ringersCanWake && os.canWake()) {
                os.sleep(address(), state, nanos);
            } else {
                LockSupport.parkNanos(this, Math.min(nanos, pollNanos));
                pollNanos = Math.min(pollNanos * 2, LONGEST_POLL_NANOS);
            }
        }
        sleeper = null;
    }

    /** Wakes the sleeper whether the bell is armed or not; for a thread of the sleeper's own process. */
    public void wake() {
        memory.putInt(word, AWAKE);
        if (os.canWake()) {
            os.wake(address());
        }
        Thread local = sleeper;
        if (local != null) {
            LockSupport.unpark(local);
        }
    }

    /** Wakes the sleeper, if there is one, after the caller has made visible what the sleeper waits for. */
    public void ring() {
        VarHandle.fullFence();
        if (memory.getInt(word) != ASLEEP) {
            return;
        }
        memory.putInt(word, AWAKE);
        if (os.canWake()) {
            os.wake(address());
        }
        Thread local = sleeper;
        if (local != null) {
            LockSupport.unpark(local);
        }
    }

    private long address() {
        if (address == 0) {
            address = MemorySegment.ofBuffer(memory).address() + word;
        }
        return address;
    }
}
