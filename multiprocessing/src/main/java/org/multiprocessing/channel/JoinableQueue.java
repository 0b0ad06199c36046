package org.multiprocessing.channel;

import java.time.Duration;

/**
 * A queue that counts the items that are not done: put, and not yet reported by {@link #taskDone}.
 *
 * <p><b>Death.</b> What a process has taken and not reported when it dies counts as done, so that {@link #join} ends; it then throws
 * {@link ConsumerDiedException} once, to the first that joins. A process reports for itself: what it reports beyond what it has taken is
 * counted for the queue, but not against what others have taken.
 *
 * <p>{@code remove} and {@code drainTo} take items, which are to be reported too; {@code clear} reports what it drops.
 *
 * @param <E> what is in it; never null
 */
public interface JoinableQueue<E> extends Queue<E> {
    /**
     * Reports one item as done.
     *
     * @throws IllegalStateException if no item is unfinished
     */
    void taskDone();

    /**
     * Waits until every item that was put is done.
     *
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws ConsumerDiedException if a process died with items that it had not reported, since somebody joined last
     */
    void join() throws InterruptedException;

    /**
     * Waits until every item that was put is done, at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @return whether every item is done
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws ConsumerDiedException if a process died with items that it had not reported, since somebody joined last
     */
    boolean join(Duration timeout) throws InterruptedException;

    /**
     * Returns how many items are not done.
     *
     * @return the number, exact at some moment during the call
     */
    long unfinished();
}
