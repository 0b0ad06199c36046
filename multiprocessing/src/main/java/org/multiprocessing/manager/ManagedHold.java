package org.multiprocessing.manager;

import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Held;

/** A lock of a manager that a thread holds for the length of a {@code try} statement. */
final class ManagedHold implements Held {
    private final Runnable release;
    private final Thread holder = Thread.currentThread();
    private boolean closed;

    ManagedHold(Runnable release) {
        this.release = release;
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
            release.run();
        } catch (ObjectClosedException e) {
            // freed inside the statement: there is nothing to give back
        }
    }
}
