package org.multiprocessing.pool;

import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.FunctionName;
import org.multiprocessing.internal.serial.Pledges;
import org.multiprocessing.internal.serial.WrappedFunction;
import org.multiprocessing.serial.NotShareableException;

/** The function that one call of {@code map}, {@code submit} and the like gave, and how its items are treated. */
final class Job {
    /** Items on the way to one worker are bounded by this much measured work, so that no worker waits at the end. */
    private static final long WINDOW_NANOS = 2_000_000;

    private static final int LARGEST_WINDOW = 4096;

    /** What travels together is bounded by this much measured work: less costs more for the way, more is noticed at the end. */
    private static final long CHUNK_NANOS = 100_000;

    private static final double SMOOTHING = 0.1;

    private final int id;
    private final boolean single;
    private final TaskOptionsImpl options;
    private final String name;
    private final byte[] definition;
    private final Pledges pledges;

    /** Held for workers that are threads, which get the function itself. */
    private final Object function;

    private volatile double itemNanos = -1;
    private volatile boolean ended;
    private boolean open;

    /**
     * Encodes the function, with an empty encoder.
     *
     * @throws TaskNotSerializable if it captures what cannot travel
     */
    Job(int id, boolean single, byte shape, Object function, TaskOptionsImpl options, Encoder encoder) {
        this.function = function;
        this.id = id;
        this.single = single;
        this.options = options;
        encoder.writeByte(shape);
        encoder.writeLong(options.limitNanos());
        encoder.writeLong(options.softLimitNanos());
        try {
            encoder.write(function);
        } catch (NotShareableException e) {
            TaskInfo info = new TaskInfo(-1, "", -1, name(function, options));
            throw new TaskNotSerializable(info, String.valueOf(e.getMessage()), e.path(), e);
        }
        this.name = name(function, options);
        this.definition = encoder.toByteArray();
        this.pledges = encoder.pledges();
    }

    /** Says that no worker will need the function any more. */
    void end() {
        ended = true;
        pledges.withdraw();
    }

    boolean hasEnded() {
        return ended;
    }

    private static String name(Object function, TaskOptionsImpl options) {
        return options.name() != null ? options.name() : FunctionName.of(function);
    }

    int id() {
        return id;
    }

    /** Whether further items follow that a shutdown waits for; under the dispatcher's lock. */
    boolean isOpen() {
        return open;
    }

    void setOpen(boolean nowOpen) {
        open = nowOpen;
    }

    /** Returns whether failures that the function throws are those of another pool, about the same task. */
    boolean relays() {
        return function instanceof WrappedFunction around && around.relays();
    }

    /** Returns whether the function is called once. */
    boolean isSingle() {
        return single;
    }

    TaskOptionsImpl options() {
        return options;
    }

    String name() {
        return name;
    }

    /** Returns what a worker needs to know, in the form that {@link Wire} says. */
    byte[] definition() {
        return definition;
    }

    /** Notes how long some items took in a worker, together. */
    void measured(long nanos, int items) {
        double each = (double) nanos / items;
        double known = itemNanos;
        double weight = items == 1 ? SMOOTHING : 1 - Math.pow(1 - SMOOTHING, items);
        itemNanos = known < 0 ? each : known + weight * (each - known);
    }

    /** Returns how long an item takes in a worker; negative if none has been measured. */
    double itemNanos() {
        return itemNanos;
    }

    /**
     * Returns how many items may be on the way to one worker: one until the first has been measured and for long ones, so that
     * none waits behind a long one while another worker is idle; many for short ones, so that the way costs little.
     */
    int window() {
        double known = itemNanos;
        int window = known < 0 ? 1 : Math.clamp((long) (WINDOW_NANOS / Math.max(known, 1)), 1, LARGEST_WINDOW);
        return Math.max(window, 2 * options.chunkSize());
    }

    /** Returns how many items should travel together, at most half of what may be on the way. */
    int chunkSize() {
        if (options.chunkSize() > 0) {
            return options.chunkSize();
        }
        double known = itemNanos;
        return known < 0 ? 1 : Math.clamp((long) (CHUNK_NANOS / Math.max(known, 1)), 1, LARGEST_WINDOW / 4);
    }
}
