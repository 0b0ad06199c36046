package org.multiprocessing.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Waitable;

/**
 * A queue between processes: many put, many take, each item goes to one of them, in the order in which they were put.
 *
 * <p>It is a {@link BlockingQueue} in full. An item is visible to all when {@code put} returns, and {@code size} is exact.
 *
 * <p><b>Capacity.</b> A bounded queue holds so many items; {@code put} waits while it is full. Besides, the items of any queue may take 1 GiB
 * of shared memory at most ({@code -Dmultiprocessing.queue.limit=BYTES}, for queues that are then made); an item that is larger goes in when
 * the queue is empty. Memory is taken as it is needed and given back as the queue empties. An item has at most 2 GiB less some bytes.
 *
 * <p><b>Copies.</b> {@code remove(Object)}, {@code contains} and the like compare copies by {@code equals}; like {@code peek} and
 * {@code iterator}, they decode what is in the queue, in time proportional to it, and keep others from taking while they copy its bytes.
 * An iterator goes over the items that were there when it was made; its {@code remove} takes that very item, if it is still there.
 *
 * <p><b>End.</b> {@link #shutdown} ends the queue for the whole tree: from then on items can only be taken. {@link #close} gives up this
 * process's hold; the memory goes, with the items, when no process holds the queue.
 *
 * <p><b>Death.</b> Of a process that is killed while it puts or takes: see the package. A queue never stays locked.
 *
 * <p>An item that cannot be decoded is taken all the same, and the call fails with {@link java.io.UncheckedIOException}.
 *
 * @param <E> what is in it; never null
 */
public interface Queue<E> extends BlockingQueue<E>, Waitable, Shared, AutoCloseable {
    /**
     * Puts an item at the end, waiting for room as long as necessary.
     *
     * @param item the item
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was put
     * @throws NullPointerException if the item is null
     * @throws QueueShutDownException if the queue is shut down, also while this waits
     * @throws org.multiprocessing.serial.NotShareableException if the item cannot be encoded; then nothing was put
     * @throws org.multiprocessing.serial.ObjectClosedException if this process has closed the queue, or it was freed
     */
    @Override
    void put(E item) throws InterruptedException;

    /**
     * Puts an item at the end if there is room; does not wait for it.
     *
     * @param item the item
     * @return whether it was put
     * @throws QueueShutDownException if the queue is shut down
     */
    @Override
    boolean offer(E item);

    /**
     * Puts an item at the end, waiting for room at most a time.
     *
     * @param item the item
     * @param timeout how long to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return whether it was put
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was put
     * @throws QueueShutDownException if the queue is shut down, also while this waits
     */
    @Override
    boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * Puts an item at the end, waiting for room at most a time.
     *
     * @param item the item
     * @param timeout how long to wait; zero or less does not wait
     * @return whether it was put
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was put
     * @throws QueueShutDownException if the queue is shut down, also while this waits
     */
    default boolean offer(E item, Duration timeout) throws InterruptedException {
        return offer(item, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Takes the first item, waiting for one as long as necessary.
     *
     * @return the item
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was taken
     * @throws QueueShutDownException if the queue is shut down and empty, also while this waits
     */
    @Override
    E take() throws InterruptedException;

    /**
     * Takes the first item if there is one; does not wait.
     *
     * @return the item, or null if the queue is empty, shut down or not
     */
    @Override
    @Nullable
    E poll();

    /**
     * Takes the first item, waiting for one at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return the item, or null if the time is over, or the queue is shut down and empty
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was taken
     */
    @Override
    @Nullable
    E poll(long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * Takes the first item, waiting for one at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @return the item, or null if the time is over, or the queue is shut down and empty
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was taken
     */
    default @Nullable E poll(Duration timeout) throws InterruptedException {
        return poll(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Takes all items that are there now; does not wait.
     *
     * @param target where they go
     * @return how many
     * @throws IllegalArgumentException if {@code target} is this queue
     */
    @Override
    int drainTo(Collection<? super E> target);

    /**
     * Returns how many items are in the queue now.
     *
     * @return the number, exact at some moment during the call
     */
    @Override
    int size();

    /**
     * Returns how many items could be put without waiting for room.
     *
     * @return the number; {@link Integer#MAX_VALUE} for a queue without a bound
     */
    @Override
    int remainingCapacity();

    /**
     * Returns whether it holds as many items as it can.
     *
     * @return whether it is full
     */
    boolean isFull();

    /**
     * Returns whether taking would not wait: there is an item, or the queue is shut down. Does not wait.
     *
     * @return whether it is ready
     */
    @Override
    boolean isReady();

    /**
     * Ends the queue for the whole tree: nothing can be put any more, and those that wait for room are told. What is in the queue can be
     * taken; then {@link #take} throws {@link QueueShutDownException}, also to those that wait. Does nothing the second time.
     */
    void shutdown();

    /**
     * Returns whether the queue was shut down.
     *
     * @return whether it was shut down, by any process
     */
    boolean isShutdown();

    /**
     * Returns whether this process has closed the queue.
     *
     * @return whether it is closed
     */
    boolean isClosed();

    /**
     * Gives up this process's hold, for all of its threads and all objects that stand for the queue. Items stay for the others. What
     * waits in this process ends with {@code ObjectClosedException}. Does nothing the second time.
     */
    @Override
    void close();
}
