package org.multiprocessing.sync;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Something that becomes ready at some time, and that {@link #awaitAny} can wait for together with others: the end of a
 * process. Only this library's types implement it.
 */
public interface Waitable {
    /**
     * Returns whether it is ready now; does not wait.
     *
     * @return whether it is ready
     */
    boolean isReady();

    /**
     * Waits until at least one of several is ready. Does not poll; how many there are does not matter.
     *
     * @param <W> their type
     * @param objects what to wait for; of none of them, nothing is waited for
     * @return those that are ready, in the order of the argument; at least one, unless there were none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects) throws InterruptedException {
        return Waiting.forAny(objects, Long.MAX_VALUE);
    }

    /**
     * Waits until at least one of several is ready, but not longer than a time.
     *
     * @param <W> their type
     * @param objects what to wait for
     * @param timeout how long to wait; zero or less does not wait
     * @return those that are ready, in the order of the argument; empty if there is none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects, Duration timeout)
            throws InterruptedException {
        return Waiting.forAny(objects, java.util.concurrent.TimeUnit.NANOSECONDS.convert(timeout));
    }
}
