package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.multiprocessing.internal.select.ChannelWait;
import org.multiprocessing.internal.select.Watches;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * The receiving side of a connection over a socket. One of the threads that wait, the leader, waits for the channel, without the
 * lock, and the others for the leader; whoever comes may take what is there.
 */
final class Inbox {
    private final Wire wire;
    private final FrameInput frames;
    private final ChannelWait readable;
    private final Watches watches;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean led;
    private boolean shut;
    private volatile boolean closed;

    Inbox(Wire wire, FrameInput frames) {
        this.wire = wire;
        this.frames = frames;
        this.readable = new ChannelWait(wire.channel(), SelectionKey.OP_READ);
        this.watches = new Watches(wire.channel(), SelectionKey.OP_READ);
    }

    /** What becomes of a message. */
    interface Taker<R> {
        /** Returns the result for a message, which is then taken; it is kept if this throws. */
        R take(byte[] message) throws IOException;
    }

    <R> R receive(Taker<R> taker) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitFrame(Long.MAX_VALUE);
            R result = taker.take(frames.peek());
            frames.next();
            return result;
        } finally {
            passOn();
            lock.unlock();
        }
    }

    boolean isReady() {
        lock.lock();
        try {
            checkOpen();
            boolean ready = pull();
            if (!ready) {
                watches.rearm();
            }
            return ready;
        } finally {
            passOn();
            lock.unlock();
        }
    }

    boolean isReady(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return awaitFrame(nanos);
        } catch (IOException e) {
            return true; // the system refuses to wait, and receiving will say so
        } finally {
            passOn();
            lock.unlock();
        }
    }

    private boolean awaitFrame(long nanos) throws IOException, InterruptedException {
        long start = System.nanoTime();
        checkOpen();
        while (!pull()) {
            long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            if (led) {
                changed.awaitNanos(left);
            } else {
                lead(left);
            }
            checkOpen();
        }
        return true;
    }

    private void lead(long nanos) throws IOException, InterruptedException {
        led = true;
        lock.unlock();
        try {
            readable.await(nanos);
        } catch (ClosedChannelException e) {
            checkOpen(); // who has closed it says so first
            throw e;
        } finally {
            lock.lock();
            led = false;
        }
    }

    private boolean pull() {
        boolean ready = frames.pull();
        if (frames.hasFailed() && !shut) {
            shut = true;
            try {
                wire.channel().shutdownInput(); // so that the other side does not wait until we read
            } catch (IOException e) {
                SocketChannels.note("a connection that has failed", e);
            }
        }
        return ready;
    }

    /** Whoever leaves lets another one look: it may have been the leader, and it may have read more than it has taken. */
    private void passOn() {
        changed.signal();
        if (frames.hasMore()) {
            if (led) {
                readable.wake();
            }
            watches.fire();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ObjectClosedException("this connection is closed");
        }
    }

    Runnable whenReady(Runnable wake) {
        checkOpen();
        return watches.add(wake);
    }

    /** Ends all waits. */
    void close() {
        closed = true;
        readable.wake();
        watches.close();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
