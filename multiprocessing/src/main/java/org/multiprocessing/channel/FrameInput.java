package org.multiprocessing.channel;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames together from what comes over a wire, without waiting. A frame is its length, four bytes with the highest first, and its
 * bytes; the length -1 means that the true one follows in eight. No length is trusted: memory is taken as bytes arrive.
 */
final class FrameInput {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int AHEAD_BYTES = 1 << 13;
    private static final int LONG_FORM = -1;

    private static final byte[] NONE = {};

    private final Wire wire;
    private final int limit;

    /** Bytes that were read and belong to what follows. */
    private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD_BYTES).flip();

    private byte[] frame = NONE;
    private int filled;
    private int length = -1;
    private boolean drained;
    private @Nullable IOException end;

    /** Reads frames of a limited length. */
    FrameInput(Wire wire, int limit) {
        this.wire = wire;
        this.limit = limit;
    }

    /** Goes on with another limit, from the next frame on. */
    FrameInput withLimit(int bytes) {
        FrameInput next = new FrameInput(wire, bytes);
        next.ahead.clear().put(ahead).flip();
        return next;
    }

    /** Reads what is there; returns whether there is a frame, or there will be none. */
    boolean pull() {
        if (end != null || isComplete()) {
            return true;
        }
        drained = false;
        try {
            int count = 1;
            while (count > 0) {
                if (length >= 0 || readLength()) {
                    take();
                    if (isComplete()) {
                        return true;
                    }
                }
                count = length - filled >= AHEAD_BYTES ? readIntoFrame() : readAhead();
            }
            if (count == 0) {
                drained = true;
                return false;
            }
            end = atEnd();
        } catch (IOException e) {
            end = e;
        }
        frame = NONE;
        return true;
    }

    private boolean isComplete() {
        return length >= 0 && filled == length;
    }

    /**
     * Returns whether the next {@link #pull} may find something even if the system has nothing more: others that wait for the system must
     * then look here. False once that has found nothing.
     */
    boolean hasMore() {
        return !drained && (end != null || isComplete() || ahead.hasRemaining() || wire.hasBuffered());
    }

    private IOException atEnd() {
        if (length < 0 && !ahead.hasRemaining()) {
            return new EOFException("the other side has closed the connection, or has ended");
        }
        return new IOException("the stream ends in the middle of a message"
                + (length < 0 ? "" : ", after " + filled + " of " + length + " bytes"));
    }

    private boolean readLength() throws IOException {
        if (ahead.remaining() < Integer.BYTES) {
            return false;
        }
        long announced = ahead.getInt(ahead.position());
        int size = Integer.BYTES;
        if (announced == LONG_FORM) {
            size += Long.BYTES;
            if (ahead.remaining() < size) {
                return false;
            }
            announced = ahead.getLong(ahead.position() + Integer.BYTES);
        } else if (announced < 0) {
            throw new IOException(
                    "a message of " + announced + " bytes is announced: the other side talks in another way");
        }
        if (Long.compareUnsigned(announced, limit) > 0) {
            throw new IOException(
                    "a message of " + Long.toUnsignedString(announced) + " bytes is announced; at most " + limit
                            + " are allowed. SocketOptions.withMaxFrameBytes(bytes) allows more; nothing more is received");
        }
        ahead.position(ahead.position() + size);
        length = (int) announced;
        filled = 0;
        frame = length == 0 ? NONE : new byte[Math.min(length, FIRST_BYTES)];
        return true;
    }

    private void take() {
        int count = Math.min(ahead.remaining(), length - filled);
        while (frame.length - filled < count) {
            grow();
        }
        ahead.get(frame, filled, count);
        filled += count;
    }

    private int readAhead() throws IOException {
        ahead.compact();
        try {
            return wire.read(ahead);
        } finally {
            ahead.flip();
        }
    }

    private int readIntoFrame() throws IOException {
        if (filled == frame.length) {
            grow();
        }
        int count = wire.read(ByteBuffer.wrap(frame, filled, frame.length - filled));
        filled += Math.max(count, 0);
        return count;
    }

    private void grow() {
        frame = Arrays.copyOf(frame, (int) Math.min(length, 2L * frame.length));
    }

    /** Returns the frame, which stays. */
    byte[] peek() throws IOException {
        if (end instanceof EOFException) {
            throw new EOFException(end.getMessage());
        }
        if (end != null) {
            throw new IOException(end.getMessage(), end);
        }
        return frame;
    }

    /** Returns whether there will be no frame because of a failure, and not because the stream is at its end. */
    boolean hasFailed() {
        return end != null && !(end instanceof EOFException);
    }

    /** Forgets the frame. */
    void next() {
        frame = NONE;
        length = -1;
        drained = false;
    }
}
