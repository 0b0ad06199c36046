package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;
import org.multiprocessing.internal.select.ChannelWait;
import org.multiprocessing.serial.ObjectClosedException;

/** The sending side of a connection over a socket: one message at a time. */
final class Outbox {
    /** Below this, the length and the message go in one piece, as CPython does it. */
    private static final int SMALL_BYTES = 1 << 14;

    private final Wire wire;
    private final int limit;
    private final Runnable cutOff;
    private final ChannelWait writable;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;

    /** Whether a message was sent in part. */
    private boolean torn;

    /** The last one closes the connection: when a message was cut off, nothing can follow, and nobody must wait for its rest. */
    Outbox(Wire wire, int limit, Runnable cutOff) {
        this.wire = wire;
        this.limit = limit;
        this.cutOff = cutOff;
        this.writable = new ChannelWait(wire.channel(), SelectionKey.OP_WRITE);
    }

    /** Sends the remaining bytes of a buffer, whose position does not matter afterwards. */
    void send(ByteBuffer message) throws IOException, InterruptedException {
        send(message, false);
    }

    /** Sends as {@link #send} does, but keeps an interrupt for later: nothing is ever cut off. */
    void sendWhole(ByteBuffer message) throws IOException {
        try {
            send(message, true);
        } catch (InterruptedException e) {
            throw new AssertionError("it is kept", e);
        }
    }

    private void send(ByteBuffer message, boolean keepsInterrupt) throws IOException, InterruptedException {
        int length = message.remaining();
        if (length > limit) {
            throw new IOException("a message of " + length + " bytes; at most " + limit
                    + " are allowed. SocketOptions.withMaxFrameBytes(bytes) allows more");
        }
        if (keepsInterrupt) {
            turn.lock();
        } else {
            turn.lockInterruptibly();
        }
        try {
            checkOpen();
            if (torn) {
                throw new IOException("an earlier message was sent in part only; nothing can follow it");
            }
            if (length <= SMALL_BYTES) {
                write(
                        ByteBuffer.allocate(Integer.BYTES + length)
                                .putInt(length)
                                .put(message)
                                .flip(),
                        keepsInterrupt);
            } else {
                write(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip(), keepsInterrupt);
                torn = true; // until the rest is sent
                write(message, keepsInterrupt);
                torn = false;
            }
        } catch (InterruptedException e) {
            if (torn) {
                cutOff.run();
            }
            throw e;
        } catch (ClosedChannelException e) {
            checkOpen();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void write(ByteBuffer bytes, boolean keepsInterrupt) throws IOException, InterruptedException {
        int start = bytes.position();
        boolean done = false;
        boolean interrupted = false;
        try {
            while (!wire.write(bytes)) {
                checkOpen();
                interrupted |= awaitWritable(keepsInterrupt);
            }
            done = true;
        } finally {
            torn |= !done && bytes.position() > start;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether the caller was interrupted, if that is to be kept. */
    private boolean awaitWritable(boolean keepsInterrupt) throws IOException, InterruptedException {
        try {
            writable.await(Long.MAX_VALUE);
            return false;
        } catch (InterruptedException e) {
            if (keepsInterrupt) {
                return true;
            }
            throw e;
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ObjectClosedException("this connection is closed");
        }
    }

    /** Ends all waits. */
    void close() {
        closed = true;
        writable.wake();
    }
}
