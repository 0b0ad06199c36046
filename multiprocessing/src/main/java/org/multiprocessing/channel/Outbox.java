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
        int length = message.remaining();
        if (length > limit) {
            throw new IOException("a message of " + length + " bytes; at most " + limit
                    + " are allowed. SocketOptions.withMaxFrameBytes(bytes) allows more");
        }
        turn.lockInterruptibly();
        try {
            checkOpen();
            if (torn) {
                throw new IOException("an earlier message was sent in part only; nothing can follow it");
            }
            if (length <= SMALL_BYTES) {
                write(ByteBuffer.allocate(Integer.BYTES + length)
                        .putInt(length)
                        .put(message)
                        .flip());
            } else {
                write(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
                torn = true; // until the rest is sent
                write(message);
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

    private void write(ByteBuffer bytes) throws IOException, InterruptedException {
        int start = bytes.position();
        boolean done = false;
        try {
            while (!wire.write(bytes)) {
                checkOpen();
                writable.await(Long.MAX_VALUE);
            }
            done = true;
        } finally {
            torn |= !done && bytes.position() > start;
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
