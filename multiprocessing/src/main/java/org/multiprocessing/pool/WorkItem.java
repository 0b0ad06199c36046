package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledges;

/**
 * One item of a job on its way to an outcome. What changes before its end belongs to whoever holds the dispatcher's lock. A
 * result is decoded by whoever asks for it: polling never runs a class of the user's.
 *
 * <pre>pending --assign--&gt; outstanding at a worker --result or death--&gt; done</pre>
 */
final class WorkItem {
    private static final int LONGEST_ARGUMENT = 80;

    /** Hears of the end, on the thread that polled it, outside the lock. Must neither block nor throw. */
    interface Sink {
        void done(WorkItem item);

        /** Hears that the item has begun, or ceased, to wait for its next try; with the lock. Must neither block nor throw. */
        default void waits(boolean waits) {}
    }

    private final Job job;
    private final long index;
    private final @Nullable Object[] arguments;
    private final byte[] encodedArguments;
    private final Pledges pledges;
    private final Sink sink;
    private List<TaskException> failures = List.of();
    private long sequence;
    private int unbegunDeaths;
    private @Nullable Object flight;
    private boolean failed;
    private volatile @Nullable Supplier<Outcome<?>> ending;
    private @Nullable Outcome<?> outcome;

    /** @param encoded the arguments; the encoder may be used for something else after this */
    WorkItem(Job job, long index, @Nullable Object[] arguments, Encoder encoded, Sink sink) {
        this.job = job;
        this.index = index;
        this.arguments = arguments;
        this.encodedArguments = encoded.toByteArray();
        this.pledges = encoded.pledges();
        this.sink = sink;
    }

    Job job() {
        return job;
    }

    long index() {
        return index;
    }

    /** Returns what the flight recorder is to be told the end with; null if it is not at work. */
    @Nullable
    Object flight() {
        return flight;
    }

    void setFlight(@Nullable Object given) {
        flight = given;
    }

    byte[] encodedArguments() {
        return encodedArguments;
    }

    /** Returns how its tries have ended until now. */
    List<TaskException> failures() {
        return failures;
    }

    void addFailure(TaskException failure) {
        List<TaskException> more = new ArrayList<>(failures);
        more.add(failure);
        failures = more;
    }

    /** Notes that a worker died with this item next in line, and returns how many have. */
    int countUnbegunDeath() {
        return ++unbegunDeaths;
    }

    long sequence() {
        return sequence;
    }

    void setSequence(long sequence) {
        this.sequence = sequence;
    }

    void waits(boolean waits) {
        sink.waits(waits);
    }

    boolean isDone() {
        return ending != null;
    }

    /** Returns the outcome of an item that is done; decodes it, the first time, on the calling thread. */
    Outcome<?> outcome() {
        synchronized (this) {
            Outcome<?> known = outcome;
            if (known == null) {
                known = Objects.requireNonNull(ending, "the item is not done").get();
                outcome = known;
            }
            return known;
        }
    }

    /** Returns whether an item that is done is known to have ended in another way than by a result. */
    boolean hasFailed() {
        return failed;
    }

    void finish(Outcome<?> result) {
        finish(!(result instanceof Outcome.Success), () -> result);
    }

    /** Ends the item. The first end counts: a task that was cancelled may still send its result. */
    void finish(boolean badly, Supplier<Outcome<?>> result) {
        synchronized (this) {
            if (ending != null) {
                return;
            }
            failed = badly;
            ending = result;
        }
        withdraw();
        sink.done(this);
    }

    /** Says that no worker will need what was encoded. */
    void withdraw() {
        pledges.withdraw();
        if (job.isSingle()) {
            job.end();
        }
    }

    /** Returns what a failure of this item says about it. */
    TaskInfo info(long pid, String workerName) {
        return new TaskInfo(pid, workerName, index, task());
    }

    private String task() {
        StringBuilder text = new StringBuilder(job.name());
        if (arguments.length > 0) {
            text.append('(');
            for (int i = 0; i < arguments.length; i++) {
                text.append(i > 0 ? ", " : "").append(shortened(arguments[i]));
            }
            text.append(')');
        }
        return text.toString();
    }

    private static String shortened(@Nullable Object argument) {
        String text;
        try {
            text = String.valueOf(argument);
        } catch (Throwable e) { // a toString of the user's may fail in any way
            text = "a " + (argument == null ? "null" : argument.getClass().getName()) + " whose toString failed";
        }
        return text.length() > LONGEST_ARGUMENT ? text.substring(0, LONGEST_ARGUMENT) + "..." : text;
    }
}
