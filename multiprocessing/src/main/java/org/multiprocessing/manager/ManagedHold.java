package org.multiprocessing.manager;

import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** A lock of a manager that a thread holds for the length of a {@code try} statement. */
final class ManagedHold implements Held {
    private final Lock lock;
    private final Thread holder = Thread.currentThread();
    private boolean closed;

    ManagedHold(Lock lock) {
        this.lock = lock;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (!Thread.currentThread().equals(holder)) {
            throw new IllegalMonitorStateException(
                    "thread " + holder.getName() + " holds the lock, so only that thread can give it back by close()");
        }
        closed = true;
        try {
            lock.unlock();
        } catch (ObjectClosedException e) {
            // freed inside the statement: there is nothing to give back
        }
    }
}
