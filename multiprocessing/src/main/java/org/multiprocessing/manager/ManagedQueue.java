package org.multiprocessing.manager;

/** A queue of a manager. */
record ManagedQueue<E>(QueueService service) implements ManagedQueueing<E> {
    @Override
    public String toString() {
        return text();
    }
}
