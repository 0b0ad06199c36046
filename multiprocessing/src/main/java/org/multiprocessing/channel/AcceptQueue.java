package org.multiprocessing.channel;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Connections that have proved themselves and wait to be accepted; not more than a number of them. */
final class AcceptQueue<C> {
    private final int room;
    private final Queue<C> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private boolean closed;

    AcceptQueue(int room) {
        this.room = room;
    }

    /** Waits until there is room; returns false if the queue is closed. */
    boolean awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.size() >= room) {
                notFull.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, and adds one; returns false if the queue is closed. */
    boolean put(C connection) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.size() >= room) {
                notFull.await();
            }
            if (!closed) {
                waiting.add(connection);
                notEmpty.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    C take() throws ClosedChannelException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.isEmpty()) {
                notEmpty.await();
            }
            if (closed) {
                throw new ClosedChannelException();
            }
            notFull.signalAll(); // one of them only looks, and would keep it from one that puts
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for some time, but not beyond the end. */
    void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waits; returns those that nobody will accept. */
    List<C> close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
            ended.signalAll();
            List<C> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
