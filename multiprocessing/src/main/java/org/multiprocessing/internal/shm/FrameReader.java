package org.multiprocessing.internal.shm;

import java.util.Arrays;

/**
 * Puts the frames of a {@link FrameWriter} together again, as far as their bytes have arrived. Takes as many bytes off the ring at
 * a time as are there: small frames are many. Not thread-safe. After {@link #next} has returned true, {@link #bytes} holds the
 * frame until the next call.
 */
public final class FrameReader {
    private static final int HEADER = Integer.BYTES;

    /** Room that is kept between frames; a larger frame's buffer is dropped after it. */
    private static final int KEPT_CAPACITY = 1 << 20;

    /** What a buffer has at first, and grows by: a length that a broken writer sent must not allocate gigabytes. */
    private static final int FIRST_CAPACITY = 1 << 13;

    private final Ring ring;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int begin;
    private int end;
    private int offset;
    private int length;

    public FrameReader(Ring ring) {
        this.ring = ring;
    }

    /** Takes what has arrived and returns whether a whole frame is there now. */
    public boolean next() {
        if (!isWhole() && !fill()) {
            return false;
        }
        offset = begin + HEADER;
        length = lengthAt(begin);
        begin = offset + length;
        return true;
    }

    private boolean isWhole() {
        int there = end - begin;
        return there >= HEADER && there - HEADER >= lengthAt(begin);
    }

    private int lengthAt(int at) {
        int value =
                (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
        if (value < 0) {
            throw new IllegalStateException("a frame of " + value + " bytes: the ring is corrupt");
        }
        return value;
    }

    private boolean fill() {
        if (ring.readable() == 0) {
            return false;
        }
        makeRoom();
        while (!isWhole()) {
            if (end == bytes.length) {
                grow();
            }
            int got = ring.read(bytes, end, bytes.length - end);
            if (got == 0) {
                return false;
            }
            end += got;
        }
        return true;
    }

    /** Moves the beginning of a frame to the beginning of the buffer. */
    private void makeRoom() {
        int there = end - begin;
        if (there < FIRST_CAPACITY && bytes.length > KEPT_CAPACITY) {
            bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, begin, end), FIRST_CAPACITY);
        } else if (begin > 0) {
            System.arraycopy(bytes, begin, bytes, 0, there);
        }
        begin = 0;
        end = there;
    }

    private void grow() {
        long whole = HEADER + (long) lengthAt(begin);
        bytes = Arrays.copyOf(bytes, (int) Math.min(whole, Math.max(FIRST_CAPACITY, 2L * bytes.length)));
    }

    /** Returns the buffer that holds the last frame, from {@link #offset}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns where in {@link #bytes} the last frame begins. */
    public int offset() {
        return offset;
    }

    /** Returns the length of the last frame in bytes. */
    public int length() {
        return length;
    }
}
