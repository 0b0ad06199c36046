package org.multiprocessing.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Which failures of a task are tried again, how often, and after how long. Immutable: each method returns a changed copy, as in
 * {@code RetryPolicy.times(3).withBackoff(ofMillis(100), 2, ofSeconds(5)).on(WorkerDied.class, IOException.class)}.
 *
 * <p>Each try is a try of a single item, with a time limit of its own; it may run in another worker than the one before. While a
 * task waits for its next try, no worker waits with it. The pool's {@code shutdown} waits for such a task, {@code cancel} and
 * {@code terminate} end it at once.
 *
 * <p>When the last try fails, too, its failure is the task's, with those of the tries before as suppressed exceptions; a task
 * that has killed several workers ends as {@link PoisonTask}.
 */
public final class RetryPolicy {
    static final RetryPolicy NONE = new RetryPolicy(0, 0, 1, 0, 0, List.of());

    private final int times;
    private final long firstNanos;
    private final double factor;
    private final long longestNanos;
    private final double jitter;

    /** Which failures; empty for the death of a worker. */
    private final List<Class<? extends Throwable>> kinds;

    private RetryPolicy(
            int times,
            long firstNanos,
            double factor,
            long longestNanos,
            double jitter,
            List<Class<? extends Throwable>> kinds) {
        this.times = times;
        this.firstNanos = firstNanos;
        this.factor = factor;
        this.longestNanos = longestNanos;
        this.jitter = jitter;
        this.kinds = kinds;
    }

    /**
     * Returns a policy that tries a task again when a worker has died under it, at once.
     *
     * @param retries how often, after the first try; 0 for never
     * @return the policy
     * @throws IllegalArgumentException if the number is negative
     */
    public static RetryPolicy times(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException(retries + " retries; at least 0 are allowed");
        }
        return new RetryPolicy(retries, 0, 1, 0, 0, List.of());
    }

    /**
     * Sets how long a task waits before it is tried again: the first time the first of these, and then each time longer by a
     * factor.
     *
     * @param first the wait before the first retry, zero for none
     * @param growth what each further wait is multiplied with, at least 1
     * @param longest what no wait exceeds, at least the first
     * @return the changed copy
     * @throws IllegalArgumentException if one of them is not in its range
     */
    public RetryPolicy withBackoff(Duration first, double growth, Duration longest) {
        if (first.isNegative()) {
            throw new IllegalArgumentException("a first wait of " + first + "; it must not be negative");
        }
        if (!(growth >= 1) || Double.isInfinite(growth)) {
            throw new IllegalArgumentException("waits that grow by the factor " + growth + "; at least 1 is needed");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "a longest wait of " + longest + ", which is shorter than the first, " + first);
        }
        return new RetryPolicy(
                times,
                TimeUnit.NANOSECONDS.convert(first),
                growth,
                TimeUnit.NANOSECONDS.convert(longest),
                jitter,
                kinds);
    }

    /**
     * Shortens each wait by chance, so that tasks which failed together are not tried together.
     *
     * @param part by how much at most, from 0 for not at all to 1
     * @return the changed copy
     * @throws IllegalArgumentException if it is not in that range
     */
    public RetryPolicy withJitter(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("waits shortened by up to " + part + " of them; from 0 to 1 is allowed");
        }
        return new RetryPolicy(times, firstNanos, factor, longestNanos, part, kinds);
    }

    /**
     * Says which failures are tried again. Until this is called, the death of a worker is ({@link WorkerDied}); from then on it is
     * what was named, and nothing else; further calls add to that.
     *
     * @param failures subclasses of {@link TaskException}, for failures that are of these; or any other exceptions, for
     *     {@link TaskFailed} whose original exception is of these. An original that could not travel to this process is of no
     *     known class
     * @return the changed copy
     * @throws IllegalArgumentException if none is named, or {@link PoisonTask}, which is what retries end in
     */
    @SafeVarargs
    public final RetryPolicy on(Class<? extends Throwable>... failures) {
        if (failures.length == 0) {
            throw new IllegalArgumentException("retries on no failure at all; name at least one");
        }
        List<Class<? extends Throwable>> more = new ArrayList<>(kinds);
        for (Class<? extends Throwable> failure : failures) {
            if (Objects.requireNonNull(failure, "the class of a failure is null") == PoisonTask.class) {
                throw new IllegalArgumentException("retries on PoisonTask, which says that there are no more of them");
            }
            more.add(failure);
        }
        return new RetryPolicy(times, firstNanos, factor, longestNanos, jitter, List.copyOf(more));
    }

    /** Returns how often at most. */
    int times() {
        return times;
    }

    /** Returns whether there are failures other than the death of a worker that are tried again. */
    boolean looksAtAnswers() {
        return times > 0 && !kinds.isEmpty();
    }

    /** Returns whether a failure of this kind is tried again. */
    boolean isFor(TaskException failure) {
        if (kinds.isEmpty()) {
            return failure instanceof WorkerDied;
        }
        Throwable original = failure instanceof TaskFailed ? failure.getCause() : null;
        for (Class<? extends Throwable> kind : kinds) {
            if (kind.isInstance(TaskException.class.isAssignableFrom(kind) ? failure : original)) {
                return true;
            }
        }
        return false;
    }

    /** Returns how long to wait before the retry of this number, from 1. */
    long waitNanos(int retry) {
        double nanos = Math.min(firstNanos * Math.pow(factor, retry - 1.0), (double) longestNanos);
        double shortened = jitter == 0
                ? nanos
                : nanos * (1 - jitter * ThreadLocalRandom.current().nextDouble());
        return (long) shortened;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(times + " retries");
        if (!kinds.isEmpty()) {
            text.append(" on ");
            for (int i = 0; i < kinds.size(); i++) {
                text.append(i > 0 ? ", " : "").append(kinds.get(i).getSimpleName());
            }
        }
        if (longestNanos > 0) {
            text.append(" after ")
                    .append(Duration.ofNanos(firstNanos))
                    .append(", each wait times ")
                    .append(factor);
            text.append(", at most ").append(Duration.ofNanos(longestNanos));
        }
        return text.toString();
    }
}
