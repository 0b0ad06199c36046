package org.multiprocessing.manager;

import org.multiprocessing.sync.BoundedSemaphore;

/**
 * A bounded semaphore of a manager.
 *
 * @param service the semaphore
 * @param bound with how many permits it was made
 */
record ManagedBoundedSemaphore(SemaphoreService service, int bound) implements ManagedPermits, BoundedSemaphore {
    @Override
    public String toString() {
        return Texts.of("BoundedSemaphore", service);
    }
}
