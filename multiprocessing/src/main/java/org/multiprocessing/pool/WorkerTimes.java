package org.multiprocessing.pool;

import java.time.Duration;

/** What one worker has done with its time. Guarded by the dispatcher's lock. */
final class WorkerTimes {
    private static final long NEVER = Long.MIN_VALUE;

    private final long started = System.nanoTime();
    private long readyAt = NEVER;
    private long busySince = NEVER;
    private long busyNanos;
    private long workedNanos;
    private long tasks;

    /** The worker is ready; what it was given before waits from now on. */
    void ready(long now) {
        readyAt = now;
        if (busySince != NEVER) {
            busySince = now;
        }
    }

    /** The worker has something to do. */
    void busy(long now) {
        busySince = now;
    }

    /** The worker has nothing left to do. */
    void idle(long now) {
        busyNanos += busyUntil(now);
        busySince = NEVER;
    }

    /** The worker has ended a task, which took it this long. */
    void worked(long nanos) {
        workedNanos += nanos;
        tasks++;
    }

    private long busyUntil(long now) {
        return busySince == NEVER || readyAt == NEVER ? 0 : now - busySince;
    }

    Duration startUp() {
        return Duration.ofNanos(readyAt - started);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Returns all of it, with how long the worker has been at the task that it does now. */
    Insights.Times now(long runningNanos) {
        long now = System.nanoTime();
        long ready = readyAt == NEVER ? now : readyAt;
        long busy = busyNanos + busyUntil(now);
        long working = Math.min(workedNanos + runningNanos, busy);
        return new Insights.Times(
                tasks,
                Duration.ofNanos(ready - started),
                Duration.ofNanos(busy - working),
                Duration.ofNanos(working),
                Duration.ofNanos(Math.max(0, now - ready - busy)));
    }
}
