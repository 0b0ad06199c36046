package org.multiprocessing.sync;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.multiprocessing.serial.Shared;

/**
 * A place to wait, while a lock is given up, until somebody in any process of the tree has changed something.
 *
 * <p>It fulfils the contract of {@link java.util.concurrent.locks.Condition}; {@link #hold} takes its lock. Never call
 * {@code wait}, {@code notify} or {@code notifyAll}, which are {@link Object}'s.
 *
 * <p><b>Fairness.</b> Signals wake those that wait in the order in which they came. Taking the lock again is as fair as the lock.
 *
 * <p><b>Death.</b> A waiter that dies is forgotten, and a signal that it had not yet acted on goes to another one. When the process
 * that holds the lock dies, all that wait get an {@link OwnerDiedException} and do not hold the lock; {@code unlock()}
 * in the usual {@code finally} then does nothing.
 *
 * <p><b>Errors.</b> Every method but {@link #guard}, {@link #hold} and {@link #holdInterruptibly} throws
 * {@link IllegalMonitorStateException} if the calling thread does not hold the lock.
 *
 * <p><b>End.</b> {@link #free} ends the condition, and those that wait get an
 * {@link org.multiprocessing.serial.ObjectClosedException}. The lock goes on, also one that was made for this condition alone; its
 * {@link #guard} has a {@code free} of its own.
 */
public interface Condition extends java.util.concurrent.locks.Condition, Holdable, Shared {
    /**
     * Waits for a signal; the lock is released meanwhile, however often it was taken, and held again when this returns.
     *
     * @throws InterruptedException if the caller is interrupted before or while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    @Override
    void await() throws InterruptedException;

    /** Waits as {@link #await()} does; an interrupt does not end the wait, and is kept. */
    @Override
    void awaitUninterruptibly();

    /**
     * Waits as {@link #await()} does, but at most a time.
     *
     * @param nanosTimeout how long, in nanoseconds; zero or less does not wait, but gives the lock up once
     * @return what is left of the time; zero or less if it has passed without a signal
     * @throws InterruptedException if the caller is interrupted before or while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    @Override
    long awaitNanos(long nanosTimeout) throws InterruptedException;

    /**
     * Waits as {@link #await()} does, but at most a time.
     *
     * @param time how long; zero or less does not wait, but gives the lock up once
     * @param unit the unit of {@code time}
     * @return false if the time has passed without a signal
     * @throws InterruptedException if the caller is interrupted before or while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    @Override
    boolean await(long time, TimeUnit unit) throws InterruptedException;

    /**
     * Waits as {@link #await()} does, but at most a time.
     *
     * @param timeout how long; zero or less does not wait, but gives the lock up once
     * @return false if the time has passed without a signal
     * @throws InterruptedException if the caller is interrupted before or while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    @SuppressWarnings("WaitNotInLoop") // the caller's loop is the one that counts
    default boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits as {@link #await()} does, but not beyond a moment.
     *
     * @param deadline the moment
     * @return false if the moment has come without a signal
     * @throws InterruptedException if the caller is interrupted before or while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    @Override
    @SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"}) // the JDK's type, and the caller's loop
    default boolean awaitUntil(Date deadline) throws InterruptedException {
        return await(Math.max(0, deadline.getTime()) - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until something holds, which is looked at before and after each signal.
     *
     * @param predicate what must hold; runs in the caller, under the lock
     * @throws InterruptedException if the caller is interrupted while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    default void waitFor(BooleanSupplier predicate) throws InterruptedException {
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    /**
     * Waits until something holds, which is looked at before and after each signal, but at most a time.
     *
     * @param predicate what must hold; runs in the caller, under the lock
     * @param timeout how long; zero or less only looks
     * @return what the predicate said last
     * @throws InterruptedException if the caller is interrupted while it waits; the lock is held again
     * @throws OwnerDiedException if the owner of the lock has died; the lock is not held
     */
    default boolean waitFor(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout);
        boolean holds = predicate.getAsBoolean();
        while (!holds && left > 0) {
            left = awaitNanos(left);
            holds = predicate.getAsBoolean();
        }
        return holds;
    }

    /** Wakes the one that has waited longest, if there is one; does not block, and does not wait for it to wake. */
    @Override
    void signal();

    /** Wakes all that wait; does not block, and does not wait for them to wake. */
    @Override
    void signalAll();

    /**
     * Wakes those that have waited longest; does not block, and does not wait for them to wake.
     *
     * @param n how many at most, at least 0
     * @throws IllegalArgumentException if {@code n} is negative
     */
    void signal(int n);

    /**
     * Returns the lock it belongs to.
     *
     * @return the lock that must be held
     */
    Lock guard();

    @Override
    default Held hold() {
        return guard().hold();
    }

    @Override
    default Held holdInterruptibly() throws InterruptedException {
        return guard().holdInterruptibly();
    }
}
