package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task, for an exhaustive {@code switch} without a {@code catch}.
 *
 * @param <T> the type of the result
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * The task returned.
     *
     * @param <T> the type of the result
     * @param value what it returned, null for a task without a result
     */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /**
     * The task ended badly.
     *
     * @param <T> the type of the result
     * @param why how; a sealed family
     */
    record Failure<T extends @Nullable Object>(TaskException why) implements Outcome<T> {}

    /**
     * The task was cancelled, or its pool terminated.
     *
     * @param <T> the type of the result
     */
    record Cancelled<T extends @Nullable Object>() implements Outcome<T> {}
}
