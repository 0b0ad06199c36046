package org.multiprocessing.sync;

import org.multiprocessing.serial.ObjectClosedException;

/** A lock that a thread holds for the length of a {@code try} statement. */
final class HeldLock implements Held {
    private final Lock lock;
    private final Thread holder = Thread.currentThread();
    private boolean closed;

    HeldLock(Lock lock) {
        this.lock = lock;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != holder) {
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
