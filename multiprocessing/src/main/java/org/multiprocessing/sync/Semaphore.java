package org.multiprocessing.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.serial.Shared;

/**
 * A number of permits that threads of any process of the tree take and give back; any thread of any process may release.
 *
 * <p>The methods are those of {@link java.util.concurrent.Semaphore}. What a thread did before a release is visible to whoever takes
 * that permit.
 *
 * <p><b>Fairness.</b> As that of {@link Lock}; who asks for many permits at once may wait until nobody takes the few that are free.
 *
 * <p><b>Death.</b> What a process held through {@link #hold} when it died is given back. A plain {@code acquire} has no owner,
 * since programs that signal with semaphores release elsewhere: such a permit is gone when the process that was to release it dies.
 */
public interface Semaphore extends Holdable, Shared {
    /**
     * Takes a permit, waiting as long as necessary.
     *
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    void acquire() throws InterruptedException;

    /**
     * Takes permits, all at once, waiting as long as necessary.
     *
     * @param permits how many, at least 0
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    void acquire(int permits) throws InterruptedException;

    /** Takes a permit, waiting as long as necessary; an interrupt does not end the wait, and is kept. */
    void acquireUninterruptibly();

    /**
     * Takes a permit if there is one; does not wait.
     *
     * @return whether it was taken
     */
    boolean tryAcquire();

    /**
     * Takes a permit, waiting at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return whether it was taken
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * Takes a permit, waiting at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @return whether it was taken
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    default boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /** Gives a permit back, or adds one; does not block. */
    void release();

    /**
     * Gives permits back, or adds them; does not block.
     *
     * @param permits how many, at least 0
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws IllegalStateException if there would be more than {@link Integer#MAX_VALUE}
     */
    void release(int permits);

    /**
     * Returns how many permits could be taken now.
     *
     * @return the number
     */
    int availablePermits();

    /**
     * Returns whether no permit is left.
     *
     * @return whether there is none
     */
    boolean isLocked();
}
