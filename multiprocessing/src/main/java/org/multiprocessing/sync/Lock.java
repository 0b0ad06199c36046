package org.multiprocessing.sync;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.serial.Shared;

/**
 * A lock between threads of any process of the tree; one thread at a time holds it, and it is not reentrant.
 *
 * <p>It fulfils the contract of {@link java.util.concurrent.locks.Lock}. Beyond it: any thread of any process may release it, as
 * in Python, and {@code lock()} by the thread that holds it throws instead of waiting for ever.
 *
 * <p><b>Fairness.</b> A thread that asks may overtake those that wait. Once somebody sleeps, and has been woken for the lock's
 * sake, some 1,000 others at most overtake it before it is the next, whatever they do; who sleeps is woken in the order of falling
 * asleep, except that the virtual threads of one process count as one sleeper. Without native access those that wait look again
 * at most every millisecond, and more may overtake them in between.
 *
 * <p><b>Death.</b> When the process that holds it dies, the lock is <i>abandoned</i>: everybody who waits for it or asks for it
 * gets an {@link OwnerDiedException} and does not hold it, until somebody has called {@link #recover}. A thread that ends
 * while it holds the lock is no death: it stays locked.
 *
 * <p><b>Memory.</b> What a thread did before it released the lock is visible to whoever takes it next, in shared memory too.
 */
public interface Lock extends java.util.concurrent.locks.Lock, Holdable, Shared {
    /**
     * Takes the lock, waiting as long as necessary; an interrupt does not end the wait, and is kept.
     *
     * @throws OwnerDiedException if its owner has died
     * @throws IllegalStateException if the calling thread holds it, and it is not reentrant
     */
    @Override
    void lock();

    /**
     * Takes the lock, waiting as long as necessary.
     *
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws OwnerDiedException if its owner has died
     * @throws IllegalStateException if the calling thread holds it, and it is not reentrant
     */
    @Override
    void lockInterruptibly() throws InterruptedException;

    /**
     * Takes the lock if it is free, and nobody who was woken for it is about to take it; does not wait.
     *
     * @return whether it was taken; false also if the calling thread holds it, and it is not reentrant
     * @throws OwnerDiedException if its owner has died
     */
    @Override
    boolean tryLock();

    /**
     * Takes the lock, waiting at most a time.
     *
     * @param time how long to wait; zero or less does not wait
     * @param unit the unit of {@code time}
     * @return whether it was taken
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws OwnerDiedException if its owner has died
     * @throws IllegalStateException if the calling thread holds it, and it is not reentrant
     */
    @Override
    boolean tryLock(long time, TimeUnit unit) throws InterruptedException;

    /**
     * Takes the lock, waiting at most a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @return whether it was taken
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws OwnerDiedException if its owner has died
     * @throws IllegalStateException if the calling thread holds it, and it is not reentrant
     */
    default boolean tryLock(Duration timeout) throws InterruptedException {
        return tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Releases the lock, whichever thread of whichever process holds it; does not block. After an {@link OwnerDiedException} out of
     * {@link Condition#await}, the same thread's next call does nothing: it is the one in the usual {@code finally}.
     *
     * @throws IllegalMonitorStateException if it is free or abandoned
     */
    @Override
    void unlock();

    /**
     * Returns whether anybody holds it; does not wait. An abandoned lock counts as held.
     *
     * @return whether it is held
     */
    boolean isLocked();

    /**
     * Returns whether the calling thread holds it.
     *
     * @return whether it is held by the calling thread
     */
    boolean isHeldByCurrentThread();

    /**
     * Returns the process that holds it, for diagnosis; of an abandoned lock, the dead one.
     *
     * @return the pid; empty if it is free
     */
    OptionalLong ownerPid();

    /**
     * Takes the lock although its owner has died, and ends the abandoned state: whoever calls this says that what the lock guards
     * is in order again, or will be before it is released. A lock that is not abandoned is simply taken, waiting as long as
     * necessary.
     *
     * @return what releases the lock when closed
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    Held recover() throws InterruptedException;

    /**
     * Makes a condition that belongs to this lock.
     *
     * @return a new condition
     */
    @Override
    Condition newCondition();
}
