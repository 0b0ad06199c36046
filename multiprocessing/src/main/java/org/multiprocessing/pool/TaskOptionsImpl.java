package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options as they are; null and 0 for what was not said. */
record TaskOptionsImpl(
        @Nullable Duration limit,
        Duration grace,
        RetryPolicy retries,
        int readAhead,
        int chunkSize,
        boolean failFast,
        @Nullable String name,
        @Nullable Consumer<? super Progress> progress)
        implements TaskOptions {
    private static final int MOST_ITEMS_OF_A_CHUNK = 1 << 20;

    static final TaskOptionsImpl DEFAULTS =
            new TaskOptionsImpl(null, Duration.ZERO, RetryPolicy.NONE, 0, 0, false, null, null);

    @Override
    public TaskOptionsImpl withTimeout(Duration newLimit) {
        if (newLimit.isNegative() || newLimit.isZero()) {
            throw new IllegalArgumentException("a time limit of " + newLimit + "; it must be more than zero");
        }
        return new TaskOptionsImpl(newLimit, grace, retries, readAhead, chunkSize, failFast, name, progress);
    }

    @Override
    public TaskOptionsImpl withGrace(Duration softLimit) {
        if (softLimit.isNegative()) {
            throw new IllegalArgumentException("a grace of " + softLimit + "; it must not be negative");
        }
        return new TaskOptionsImpl(limit, softLimit, retries, readAhead, chunkSize, failFast, name, progress);
    }

    @Override
    public TaskOptionsImpl withRetries(int afterWorkerDeath) {
        return withRetries(RetryPolicy.times(afterWorkerDeath));
    }

    @Override
    public TaskOptionsImpl withRetries(RetryPolicy policy) {
        Objects.requireNonNull(policy, "the retry policy is null; RetryPolicy.times(0) retries nothing");
        return new TaskOptionsImpl(limit, grace, policy, readAhead, chunkSize, failFast, name, progress);
    }

    @Override
    public TaskOptionsImpl withProgress(Consumer<? super Progress> listener) {
        Objects.requireNonNull(listener, "the progress listener is null");
        return new TaskOptionsImpl(limit, grace, retries, readAhead, chunkSize, failFast, name, listener);
    }

    @Override
    public TaskOptionsImpl withProgress() {
        return withProgress(ProgressBar.WANTED);
    }

    @Override
    public TaskOptionsImpl withReadAhead(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a read-ahead of " + items + " items; at least 1 is allowed");
        }
        return new TaskOptionsImpl(limit, grace, retries, items, chunkSize, failFast, name, progress);
    }

    @Override
    public TaskOptionsImpl withChunkSize(int items) {
        if (items < 1 || items > MOST_ITEMS_OF_A_CHUNK) {
            throw new IllegalArgumentException("a chunk size of " + items + " items; 1 to " + MOST_ITEMS_OF_A_CHUNK
                    + " are allowed, and without withChunkSize the pool measures what is best");
        }
        return new TaskOptionsImpl(limit, grace, retries, readAhead, items, failFast, name, progress);
    }

    @Override
    public TaskOptionsImpl withFailFast() {
        return new TaskOptionsImpl(limit, grace, retries, readAhead, chunkSize, true, name, progress);
    }

    @Override
    public TaskOptionsImpl withName(String newName) {
        Objects.requireNonNull(newName, "the name of the tasks is null");
        return new TaskOptionsImpl(limit, grace, retries, readAhead, chunkSize, failFast, newName, progress);
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
