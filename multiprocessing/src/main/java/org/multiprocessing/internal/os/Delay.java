package org.multiprocessing.internal.os;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass where that is what is wanted, and not some event: a limit, or leaving the processors to others for a while. */
public final class Delay {
    private Delay() {}

    /** Returns after a time, in nanoseconds; an interrupt does not end it, and is kept. */
    public static void pass(long nanos) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted(); // or the next park would return at once
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
