package org.multiprocessing.pool;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.serial.Pledges;

/**
 * A row of items of one job that were encoded together, and what became of each. They end in any order, each once. A result that
 * is an object of the user's is decoded by whoever asks for it: polling never runs a class of the user's.
 *
 * @see Chunk what of them travels to a worker
 */
final class Items {
    private static final Object NOTHING = new Object();

    /** What is left of a failure that was taken: its end may still have to be told. */
    private static final Object TAKEN_FAILURE = new Outcome.Cancelled<>();

    private static final int LONGEST_ARGUMENT = 80;

    /** Hears of ends. Must neither block nor throw. */
    interface Sink {
        /** Items have ended; on the thread that polled them, outside the lock: not always in the order of the ends. */
        void ended(Items items, int from, int to);

        /** Notes items that have ended, before {@link #ended} and in the order of the ends; mostly under the lock. */
        default void line(Items items, int from, int to) {}

        /** An item begins to wait for its next try, or does not any more; under the dispatcher's lock. */
        default void waits(boolean waits) {}
    }

    /** What an item ended with, if it takes some doing to know. */
    interface End {
        /** Finds out; runs classes of the user's. */
        Outcome<?> outcome();

        /** Returns whether it is known to be no result. */
        boolean isFailure();
    }

    private final Job job;
    private final long firstIndex;
    private final @Nullable Object[][] arguments;
    private final Encoded encoded;
    private final Sink sink;
    private final AtomicReferenceArray<@Nullable Object> ends;

    /** What the flight recorder is to be told the ends with; null if it is not at work. */
    private @Nullable Object @Nullable [] flights;

    /** With the index of the first in its input, -1 for a single task. */
    Items(Job job, long firstIndex, @Nullable Object[][] arguments, Encoded encoded, Sink sink) {
        this.job = job;
        this.firstIndex = firstIndex;
        this.arguments = arguments;
        this.encoded = encoded;
        this.sink = sink;
        this.ends = new AtomicReferenceArray<>(arguments.length);
    }

    Job job() {
        return job;
    }

    int size() {
        return ends.length();
    }

    Encoded encoded() {
        return encoded;
    }

    // ---- ends

    boolean isEnded(int i) {
        return ends.getAcquire(i) != null;
    }

    /** Returns the outcome of an item that has ended; runs classes of the user's. */
    @SuppressWarnings("ReferenceEquality") // is it the mark?
    Outcome<?> outcome(int i) {
        Object end = ends.getAcquire(i);
        return switch (end) {
            case null -> throw new IllegalStateException("item " + i + " has not ended");
            case Outcome<?> known -> known;
            case End unknown -> unknown.outcome();
            default -> Outcomes.success(end == NOTHING ? null : end);
        };
    }

    /** Returns how many items of a range, all of which have ended, are known to have no result. */
    int failures(int from, int to) {
        int failures = 0;
        for (int i = from; i < to; i++) {
            failures += isFailure(ends.getAcquire(i)) ? 1 : 0;
        }
        return failures;
    }

    private static boolean isFailure(@Nullable Object end) {
        return end instanceof End unknown
                ? unknown.isFailure()
                : end instanceof Outcome<?> && !(end instanceof Outcome.Success<?>);
    }

    /**
     * Notes the end of an item. The first end counts: a task that was cancelled may still send its result. {@link #line} and
     * {@link #tell} have to follow.
     *
     * @return whether this is the first
     */
    boolean end(int i, Object outcomeOrEnd) {
        return ends.compareAndSet(i, null, outcomeOrEnd);
    }

    /** Returns the end of an item whose result is null, a string or a boxed primitive. */
    static Object scalar(@Nullable Object value) {
        return value == null ? NOTHING : value;
    }

    /** Returns the outcome of an item, and forgets it, as who has it now will not ask again. */
    Outcome<?> takeOutcome(int i) {
        Outcome<?> outcome = outcome(i);
        ends.setRelease(i, isFailure(ends.getAcquire(i)) ? TAKEN_FAILURE : NOTHING);
        return outcome;
    }

    /** Lines items up that have ended, in the order in which they did. */
    void line(int from, int to) {
        sink.line(this, from, to);
    }

    /** Lets go of what the items held on their way, and tells the sink. Outside of the lock. */
    void tell(int from, int to) {
        encoded.withdraw(from, to);
        if (job.isSingle()) {
            job.end();
        }
        sink.ended(this, from, to);
    }

    /** Ends items that have not ended. */
    void endAll(int from, int to, Outcome<?> outcome) {
        for (int i = from; i < to; i++) {
            if (end(i, outcome)) {
                line(i, i + 1);
                tell(i, i + 1);
            }
        }
    }

    /** Tells the sink that an item begins to wait for its next try, or does not any more. */
    void waits(boolean waits) {
        sink.waits(waits);
    }

    // ---- for the flight recorder, under the dispatcher's lock

    /** Notes that items were given. */
    void beginFlights(int from, int to) {
        if (flights == null) {
            flights = new @Nullable Object[size()];
        }
        for (int i = from; i < to; i++) {
            flights[i] = Flight.taskGiven();
        }
    }

    /** Returns what the flight recorder is to be told the end of an item with, and begins anew, for its next try. */
    @Nullable
    Object takeFlight(int i) {
        if (flights == null) {
            return null;
        }
        Object given = flights[i];
        flights[i] = Flight.taskGiven();
        return given;
    }

    // ---- words

    /** Returns the index of an item in its input, -1 for a single task. */
    long index(int i) {
        return firstIndex < 0 ? -1 : firstIndex + i;
    }

    /** Returns what a failure of an item says about it. */
    TaskInfo info(int i, long pid, String workerName) {
        return new TaskInfo(pid, workerName, index(i), task(job, arguments[i]));
    }

    /** Returns the name of a task with its arguments, each shortened. */
    static String task(Job job, @Nullable Object[] values) {
        StringBuilder text = new StringBuilder(job.name());
        for (int k = 0; k < values.length; k++) {
            text.append(k == 0 ? "(" : ", ").append(shortened(values[k]));
        }
        return text.append(values.length > 0 ? ")" : "").toString();
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

    /** The arguments of a row of items as they travel: for each a number of bytes, and the bytes. */
    static final class Encoded {
        private final byte[] bytes;
        private final int[] begins;
        private final @Nullable Pledges @Nullable [] pledges;

        /** With where each item begins, and the end of the last; and what each holds on its way, null if none holds anything. */
        Encoded(byte[] bytes, int[] begins, @Nullable Pledges @Nullable [] pledges) {
            this.bytes = bytes;
            this.begins = begins;
            this.pledges = pledges;
        }

        byte[] bytes() {
            return bytes;
        }

        int begin(int i) {
            return begins[i];
        }

        void withdraw(int from, int to) {
            for (int i = from; pledges != null && i < to; i++) {
                Pledges held = pledges[i];
                if (held != null) {
                    held.withdraw();
                }
            }
        }
    }
}
