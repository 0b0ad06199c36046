package org.multiprocessing.internal.cell;

import java.util.concurrent.TimeUnit;

/**
 * How long a thread still waits, and when it looks by itself whether somebody has died: after 100 ms in vain, and then at intervals
 * that grow to a second.
 */
final class Patience {
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanos;
    private final long since = System.nanoTime();
    private long untilLook = FIRST_LOOK_NANOS;

    /** With a time; less than 0 is 0: what has passed is subtracted, which must not overflow. */
    Patience(long nanos) {
        this.nanos = Math.max(0, nanos);
    }

    /** Returns how much of the time is left; zero or less if it is over. */
    long left() {
        return nanos == WaitQueue.FOREVER ? nanos : nanos - (System.nanoTime() - since);
    }

    /** Returns how long to sleep at most, of what is left. */
    long nextSleep(long left) {
        return Math.min(left, untilLook);
    }

    /** Says that a sleep was in vain. */
    void grow() {
        untilLook = Math.min(2 * untilLook, LONGEST_SLEEP_NANOS);
    }
}
