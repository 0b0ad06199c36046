package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as they come, once: an iterator that is its own {@code Iterable}, so that a plain for-each works. Input is read as
 * results are taken, bounded ahead. For one thread at a time.
 *
 * <p>After a failure {@link #next} goes on with the next item. An interrupt while waiting closes this and throws
 * {@code CancellationException}, with the interrupt kept.
 *
 * @param <R> the type of the results
 */
@SuppressWarnings("IterableAndIterator") // one-shot, as DirectoryStream: the plain for-each needs no variable
public interface Results<R extends @Nullable Object> extends Iterator<R>, Iterable<R>, AutoCloseable {
    /**
     * Waits for the next result, but not longer than a time.
     *
     * @param timeout how long; zero or less does not wait
     * @return the result
     * @throws InterruptedException if the caller is interrupted
     * @throws TimeoutException if it is not there in time; the item stays pending
     * @throws java.util.NoSuchElementException if there is no further item
     * @throws TaskException if the item failed
     */
    R next(Duration timeout) throws InterruptedException, TimeoutException;

    /**
     * Returns this as a stream. Closing the stream closes this.
     *
     * @return an ordered, sequential stream
     */
    Stream<R> stream();

    /** Stops reading the input and cancels what is queued; what runs, runs to its end. */
    @Override
    void close();
}
