package org.multiprocessing.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.serial.Shared;

/**
 * A flag that threads of any process of the tree set, clear and wait for; at first it is not set.
 *
 * <p>All that wait when it is set go on, also if it is cleared again at once. What a thread did before {@link #set} is visible to
 * whoever has seen the event set. There is no owner: a death changes nothing.
 */
public interface Event extends Waitable, Shared {
    /** Sets it, and wakes all that wait; does not block. */
    void set();

    /** Clears it; does not block. */
    void clear();

    /**
     * Returns whether it is set.
     *
     * @return whether it is set
     */
    boolean isSet();

    @Override
    default boolean isReady() {
        return isSet();
    }

    /**
     * Waits until it is set; returns at once if it is.
     *
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    void await() throws InterruptedException;

    /**
     * Waits until it is set, but at most a time.
     *
     * @param timeout how long; zero or less does not wait
     * @return whether it was set, at the latest when the time was over
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    default boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits until it is set, but at most a time.
     *
     * @param timeout how long; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return whether it was set, at the latest when the time was over
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;
}
