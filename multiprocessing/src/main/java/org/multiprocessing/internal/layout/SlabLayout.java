package org.multiprocessing.internal.layout;

/**
 * One cell of the slab: a primitive of at most {@link #CONTENT_SIZE} bytes, on two cache lines of its own.
 *
 * <pre>
 * 0      4      8                          128
 * +------+------+--------------------------+
 * | kind |gener.| content                  |
 * +------+------+--------------------------+
 * </pre>
 *
 * The generation grows when a cell is freed, so that a stale handle is recognised.
 */
public final class SlabLayout {
    public static final int KIND = 0;
    public static final int GENERATION = KIND + Integer.BYTES;
    public static final int CONTENT = GENERATION + Integer.BYTES;
    public static final int SIZE = 128;
    public static final int CONTENT_SIZE = SIZE - CONTENT;

    public static final int KIND_FREE = 0;
    public static final int KIND_BELL = 1;

    private SlabLayout() {}
}
