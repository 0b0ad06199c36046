package org.multiprocessing.manager;

/** A semaphore of a manager. */
record ManagedSemaphore(SemaphoreService service) implements ManagedPermits {
    @Override
    public String toString() {
        return Texts.of("Semaphore", service);
    }
}
