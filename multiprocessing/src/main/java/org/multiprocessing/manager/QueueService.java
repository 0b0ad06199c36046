package org.multiprocessing.manager;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue in the server. Outcomes are those of {@link Ticket}. */
interface QueueService extends HostedService {
    /**
     * What was taken.
     *
     * @param outcome whether there was something
     * @param item what
     */
    record Taken(int outcome, @Nullable Object item) {}

    /**
     * An item in the queue.
     *
     * @param number which no other item ever has
     * @param item itself
     */
    record Entry(long number, Object item) {}

    /**
     * How a join has ended.
     *
     * @param outcome whether every item is done
     * @param pid which process died last with items that it had not reported
     * @param lost how many items are lost in this way, and were not told yet
     */
    record Joined(int outcome, long pid, int lost) {}

    int put(Object item, long nanos) throws InterruptedException;

    /** Puts items as far as there is room; returns how many, or minus {@link Ticket#SHUT_DOWN}. */
    int offer(List<Object> items);

    Taken take(long nanos) throws InterruptedException;

    Taken poll();

    /** Takes so many items as there are. */
    List<Entry> drain(int most);

    /** Puts items back that were taken and are not wanted, before all others. */
    void putBack(List<Entry> entries);

    @Nullable
    Object peek();

    List<Entry> entries();

    /** Removes items; returns those numbers that it has removed. */
    List<Long> remove(List<Long> numbers);

    void clear();

    int size();

    /** Returns the capacity, {@link Integer#MAX_VALUE} if there is none. */
    int capacity();

    boolean isReady();

    /** Returns when taking would not wait. */
    void awaitReady() throws InterruptedException;

    void shutdown();

    boolean isShutdown();

    /** Ends the queue for the calling client. */
    void close();

    boolean isClosed();

    // ---- of a joinable one

    /** Returns false if nothing is unfinished. */
    boolean taskDone();

    Joined join(long nanos) throws InterruptedException;

    long unfinished();
}
