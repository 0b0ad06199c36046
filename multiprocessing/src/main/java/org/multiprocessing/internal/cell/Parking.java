package org.multiprocessing.internal.cell;

import java.util.concurrent.locks.LockSupport;

/** Sleeping without the kernel's help: a thread looks again at intervals, which grow to a millisecond. */
final class Parking {
    private static final long FIRST_NANOS = 50_000;
    private static final long LONGEST_NANOS = 1_000_000;

    private Parking() {}

    /** Returns whether the word has changed. */
    static boolean sleepAndLook(Cell cell, int offset, int expected, long nanos, boolean interruptible) {
        long deadline = System.nanoTime() + nanos;
        long pause = FIRST_NANOS;
        boolean interrupted = false;
        for (long left = nanos; left > 0 && cell.getInt(offset) == expected; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(cell, Math.min(left, pause));
            pause = Math.min(2 * pause, LONGEST_NANOS);
            if (interruptible && Thread.currentThread().isInterrupted()) {
                break;
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return cell.getInt(offset) != expected;
    }
}
