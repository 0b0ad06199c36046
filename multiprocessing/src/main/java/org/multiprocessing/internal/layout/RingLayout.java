package org.multiprocessing.internal.layout;

/**
 * A ring of bytes from one writing process to one reading process.
 *
 * <pre>
 * 0          64         128        192                    192 + capacity
 * +----------+----------+----------+----------------------+
 * | tail     | head     | waits    | bytes                |
 * +----------+----------+----------+----------------------+
 *  writer     reader     both
 * </pre>
 *
 * {@code tail} and {@code head} count bytes since the beginning and never wrap in practice; what lies between them is
 * unread. {@code waits} is 1 while the writer needs to be told of free space.
 */
public final class RingLayout {
    public static final int TAIL = 0;
    public static final int HEAD = 64;
    public static final int WRITER_WAITS = 128;
    public static final int BYTES = 192;

    private RingLayout() {}

    /** Returns the size of a ring that holds {@code capacity} bytes, a power of two. */
    public static int size(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < 64) {
            throw new IllegalArgumentException("ring capacity " + capacity + " is not a power of two from 64 up");
        }
        return BYTES + capacity;
    }
}
