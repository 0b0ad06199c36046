package org.multiprocessing.manager;

import org.multiprocessing.sync.BoundedSemaphore;

/** A bounded semaphore of a manager. */
record ManagedBoundedSemaphore(SemaphoreService service) implements ManagedPermits, BoundedSemaphore {
    @Override
    public int bound() {
        return service.bound();
    }

    @Override
    public String toString() {
        return Texts.of("BoundedSemaphore", service);
    }
}
