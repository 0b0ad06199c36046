package org.multiprocessing.internal.layout;

/**
 * A message in a segment, at a multiple of eight.
 *
 * <pre>
 * 0      4        8
 * +------+--------+--------------------+-----------------------------+-----------+----
 * |kind  |bytes   | count, then of each| bytes                       | bulk      | ...
 * |flags |        | bulk: form, bytes  |                             |           |
 * +------+--------+--------------------+-----------------------------+-----------+----
 *                   only with bulks                                    each at a multiple of eight
 * </pre>
 *
 * A link ends a segment; in place of the length it has the entry of the next one.
 */
public final class FrameLayout {
    public static final int KIND = 0;
    public static final int BYTES = 4;
    public static final int CONTENT = 8;
    public static final int BULK_SIZE = 16;

    public static final int KIND_OBJECT = 1;
    public static final int KIND_BYTES = 2;
    public static final int KIND_LINK = 3;
    public static final int KIND_MASK = 0xff;

    public static final int FLAG_BULKS = 0x100;
    public static final int FLAG_REMOVED = 0x200;

    /** It holds something until it is decoded. */
    public static final int FLAG_HOLDS = 0x400;

    private FrameLayout() {}

    /** Rounds up to where the next thing may begin. */
    public static long aligned(long bytes) {
        return (bytes + Long.BYTES - 1) & -Long.BYTES;
    }
}
