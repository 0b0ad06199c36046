package org.multiprocessing.manager;

import org.multiprocessing.serial.Action;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/**
 * Makes objects that processes share: in shared memory if it is a context's method, between threads of this JVM if it is the context
 * of {@code THREADS}. Every one of them throws {@link java.io.UncheckedIOException} when there is no room for it.
 */
public interface SharedObjects {
    /**
     * Makes a lock, free.
     *
     * @return the lock
     */
    Lock lock();

    /**
     * Makes a reentrant lock, free.
     *
     * @return the lock
     */
    RLock rlock();

    /**
     * Makes a semaphore.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    Semaphore semaphore(int permits);

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    BoundedSemaphore boundedSemaphore(int permits);

    /**
     * Makes a condition with a reentrant lock of its own.
     *
     * @return the condition
     */
    Condition condition();

    /**
     * Makes a condition that belongs to a lock.
     *
     * @param lock a lock of this library
     * @return the condition
     */
    Condition condition(Lock lock);

    /**
     * Makes an event, not set.
     *
     * @return the event
     */
    Event event();

    /**
     * Makes a barrier.
     *
     * @param parties how many must come, from 1 to 32,767
     * @return the barrier
     */
    Barrier barrier(int parties);

    /**
     * Makes a barrier with an action.
     *
     * @param parties how many must come, from 1 to 32,767
     * @param action what the last one to come runs, in its own process, before all go on
     * @return the barrier
     */
    Barrier barrier(int parties, Action action);
}
