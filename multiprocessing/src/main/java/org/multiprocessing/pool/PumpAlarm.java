package org.multiprocessing.pool;

import org.multiprocessing.internal.shm.Bell;

/** Until when the pump may sleep, and who wakes it sooner. All methods are called with the dispatcher's lock held. */
final class PumpAlarm {
    private static final long LONGEST_SLEEP_NANOS = 10_000_000_000L;

    /** What the pump may be late by. */
    private static final long SLACK_NANOS = 1_000_000;

    private final Books books;
    private final TimeLimits timeLimits;
    private final LifeLimits lifeLimits;
    private final Bell bell;
    private boolean workersChanged;
    private long pumpLooksAt = System.nanoTime();

    PumpAlarm(Books books, TimeLimits timeLimits, LifeLimits lifeLimits, Bell bell) {
        this.books = books;
        this.timeLimits = timeLimits;
        this.lifeLimits = lifeLimits;
        this.bell = bell;
    }

    /** Says that there is a worker that cannot wake the pump by system call yet. */
    void noteNewWorker() {
        workersChanged = true;
    }

    /** Returns how long the pump may sleep before a time limit or a stuck worker needs a look, and notes that it will. */
    long sleepNanos() {
        long nanos = Math.min(LONGEST_SLEEP_NANOS, nanosUntilDue());
        pumpLooksAt = System.nanoTime() + nanos;
        return nanos;
    }

    /** The pump sleeps on what it knew: whoever makes something due sooner, or adds a worker that cannot wake it, tells it. */
    void ringIfDueSooner() {
        long nanos = nanosUntilDue();
        boolean sooner = nanos < LONGEST_SLEEP_NANOS && System.nanoTime() + nanos - pumpLooksAt < -SLACK_NANOS;
        if (sooner || workersChanged) {
            workersChanged = false;
            pumpLooksAt = System.nanoTime();
            bell.wake();
        }
    }

    private long nanosUntilDue() {
        long nanos = books.mayBalance() ? Books.REVOKE_AFTER_NANOS : Long.MAX_VALUE;
        nanos = Math.min(nanos, timeLimits.nanosUntilDue(books.workers()));
        return Math.min(nanos, lifeLimits.nanosUntilDue(books.workers()));
    }
}
