package org.multiprocessing.sync;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.serial.Shared;

/**
 * A meeting point: each of a number of threads, in any processes of the tree, waits for all of them, again and again.
 *
 * <p>The methods are those of {@link java.util.concurrent.CyclicBarrier}, and so is what breaks it: an interrupt or a timeout of one
 * that waits, an action that fails, {@link #reset} and {@link #abort}. All that wait then get a
 * {@link BrokenBarrierException}, and so does everybody who comes, until {@link #reset}. What the parties did before they came is
 * visible to all of them when they go on.
 *
 * <p><b>Death.</b> It breaks when a process dies in which a thread waits. It also breaks when a process that has received it is
 * killed, crashes or fails with an exit code other than 0 before it came: the others would wait for ever. All get a
 * {@link PartyDiedException}, until {@link #reset}.
 */
public interface Barrier extends Shared {
    /**
     * Waits until all have come. The last to come runs the action, if there is one, and then all go on.
     *
     * @return the arrival index: {@code getParties() - 1} for the first to come, 0 for the last
     * @throws InterruptedException if the caller is interrupted before or while it waits, which breaks the barrier
     * @throws BrokenBarrierException if the barrier is broken, or breaks meanwhile
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * Waits as {@link #await()} does, but at most a time.
     *
     * @param timeout how long; zero or less does not wait
     * @return the arrival index
     * @throws InterruptedException if the caller is interrupted before or while it waits, which breaks the barrier
     * @throws BrokenBarrierException if the barrier is broken, or breaks meanwhile
     * @throws TimeoutException if the time is over, which breaks the barrier
     */
    default int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits as {@link #await()} does, but at most a time.
     *
     * @param timeout how long; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return the arrival index
     * @throws InterruptedException if the caller is interrupted before or while it waits, which breaks the barrier
     * @throws BrokenBarrierException if the barrier is broken, or breaks meanwhile
     * @throws TimeoutException if the time is over, which breaks the barrier
     */
    int await(long timeout, TimeUnit unit) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /**
     * Returns how many must come.
     *
     * @return the number of parties
     */
    int getParties();

    /**
     * Returns how many wait now.
     *
     * @return the number of those that have come
     */
    int getNumberWaiting();

    /**
     * Returns whether it is broken.
     *
     * @return whether everybody who comes gets an exception
     */
    boolean isBroken();

    /** Breaks it for those that wait, and makes it as new for those that come; does not block. */
    void reset();

    /** Breaks it for everybody, until {@link #reset}; does not block. */
    void abort();
}
