package org.multiprocessing.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options as they are; null and 0 for what was not said. */
record TaskOptionsImpl(
        @Nullable Duration limit,
        Duration grace,
        int retries,
        int readAhead,
        int chunkSize,
        boolean failFast,
        @Nullable String name)
        implements TaskOptions {
    private static final int MOST_ITEMS_OF_A_CHUNK = 1 << 20;

    static final TaskOptionsImpl DEFAULTS = new TaskOptionsImpl(null, Duration.ZERO, 0, 0, 0, false, null);

    @Override
    public TaskOptionsImpl withTimeout(Duration newLimit) {
        if (newLimit.isNegative() || newLimit.isZero()) {
            throw new IllegalArgumentException("a time limit of " + newLimit + "; it must be more than zero");
        }
        return new TaskOptionsImpl(newLimit, grace, retries, readAhead, chunkSize, failFast, name);
    }

    @Override
    public TaskOptionsImpl withGrace(Duration softLimit) {
        if (softLimit.isNegative()) {
            throw new IllegalArgumentException("a grace of " + softLimit + "; it must not be negative");
        }
        return new TaskOptionsImpl(limit, softLimit, retries, readAhead, chunkSize, failFast, name);
    }

    @Override
    public TaskOptionsImpl withRetries(int afterWorkerDeath) {
        if (afterWorkerDeath < 0) {
            throw new IllegalArgumentException(afterWorkerDeath + " retries; at least 0 are allowed");
        }
        return new TaskOptionsImpl(limit, grace, afterWorkerDeath, readAhead, chunkSize, failFast, name);
    }

    @Override
    public TaskOptionsImpl withReadAhead(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a read-ahead of " + items + " items; at least 1 is allowed");
        }
        return new TaskOptionsImpl(limit, grace, retries, items, chunkSize, failFast, name);
    }

    @Override
    public TaskOptionsImpl withChunkSize(int items) {
        if (items < 1 || items > MOST_ITEMS_OF_A_CHUNK) {
            throw new IllegalArgumentException("a chunk size of " + items + " items; 1 to " + MOST_ITEMS_OF_A_CHUNK
                    + " are allowed, and without withChunkSize the pool measures what is best");
        }
        return new TaskOptionsImpl(limit, grace, retries, readAhead, items, failFast, name);
    }

    @Override
    public TaskOptionsImpl withFailFast() {
        return new TaskOptionsImpl(limit, grace, retries, readAhead, chunkSize, true, name);
    }

    @Override
    public TaskOptionsImpl withName(String newName) {
        return new TaskOptionsImpl(limit, grace, retries, readAhead, chunkSize, failFast, newName);
    }

    /** Returns the limit in nanoseconds, {@code Long.MAX_VALUE} if there is none. */
    long limitNanos() {
        return limit == null ? Long.MAX_VALUE : java.util.concurrent.TimeUnit.NANOSECONDS.convert(limit);
    }

    /** Returns after how many nanoseconds the task is interrupted, {@code Long.MAX_VALUE} if never. */
    long softLimitNanos() {
        if (limit == null || grace.isZero()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, limitNanos() - java.util.concurrent.TimeUnit.NANOSECONDS.convert(grace));
    }
}
