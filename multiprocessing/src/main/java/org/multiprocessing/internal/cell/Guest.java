package org.multiprocessing.internal.cell;

import java.util.concurrent.locks.LockSupport;

/** A thread that is parked until another one of this JVM wakes it. */
final class Guest {
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    /** Parks the calling thread, whose guest this is, until woken, or interrupted if that is wanted, or the time is over. */
    void park(Object blocker, long nanos, boolean interruptible) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (long left = nanos; left > 0 && !woken; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(blocker, left);
            if (interruptible && thread.isInterrupted()) {
                break;
            }
            interrupted |= Thread.interrupted(); // or the next park would return at once
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    boolean isWoken() {
        return woken;
    }
}
