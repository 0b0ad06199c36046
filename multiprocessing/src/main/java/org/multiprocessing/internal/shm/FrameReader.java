package org.multiprocessing.internal.shm;

import java.util.Arrays;

/**
 * Puts the frames of a {@link FrameWriter} together again, as far as their bytes have arrived. Not thread-safe. After
 * {@link #next} has returned true, {@link #bytes} holds the frame until the next call.
 */
public final class FrameReader {
    /** Room that is kept between frames; a larger frame's buffer is dropped after it. */
    private static final int KEPT_CAPACITY = 1 << 20;

    /** What a buffer grows by at first: a length that a broken writer sent must not allocate gigabytes. */
    private static final int FIRST_STEP = 1 << 16;

    private final Ring ring;
    private byte[] bytes = new byte[1024];
    private final byte[] header = new byte[Integer.BYTES];
    private int headerRead;
    private int length;
    private int read;

    public FrameReader(Ring ring) {
        this.ring = ring;
    }

    /** Takes what has arrived and returns whether a whole frame is there now. */
    public boolean next() {
        if (headerRead < header.length) {
            headerRead += ring.read(header, headerRead, header.length - headerRead);
            if (headerRead < header.length) {
                return false;
            }
            length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16 | header[3] << 24;
            if (length < 0) {
                throw new IllegalStateException("a frame of " + length + " bytes: the ring is corrupt");
            }
            read = 0;
            if (bytes.length > KEPT_CAPACITY) {
                bytes = new byte[1024];
            }
        }
        while (read < length) {
            if (read == bytes.length || bytes.length < Math.min(length, FIRST_STEP)) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, Math.max(FIRST_STEP, 2L * bytes.length)));
            }
            int got = ring.read(bytes, read, Math.min(bytes.length, length) - read);
            if (got == 0) {
                return false;
            }
            read += got;
        }
        headerRead = 0;
        return true;
    }

    /** Returns the buffer that holds the last frame, from its beginning. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the length of the last frame in bytes. */
    public int length() {
        return length;
    }
}
