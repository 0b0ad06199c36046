package org.multiprocessing.channel;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Waitable;

/**
 * A queue with the least there can be: put, take, and whether it is empty. Items may be null.
 *
 * <p>For everything else see {@link Queue}, which it is otherwise, without a bound on the number of items.
 *
 * @param <E> what is in it
 */
public interface SimpleQueue<E extends @Nullable Object> extends Waitable, Shared, AutoCloseable {
    /**
     * Puts an item at the end; waits only if the items take as much shared memory as they may.
     *
     * @param item the item, or null
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was put
     * @throws org.multiprocessing.serial.NotShareableException if the item cannot be encoded; then nothing was put
     * @throws org.multiprocessing.serial.ObjectClosedException if this process has closed the queue, or it was freed
     */
    void put(E item) throws InterruptedException;

    /**
     * Takes the first item, waiting for one as long as necessary.
     *
     * @return the item
     * @throws InterruptedException if the caller is interrupted before or while it waits; then nothing was taken
     * @throws java.io.UncheckedIOException if the item cannot be decoded; it is taken
     */
    E take() throws InterruptedException;

    /**
     * Returns whether there is no item now.
     *
     * @return whether it is empty
     */
    boolean isEmpty();

    /**
     * Returns whether there is an item.
     *
     * @return whether {@link #take} would not wait
     */
    @Override
    boolean isReady();

    /** Gives up this process's hold. What waits in this process ends with {@code ObjectClosedException}. Does nothing the second time. */
    @Override
    void close();
}
