package org.multiprocessing.internal.layout;

/**
 * The header of every data segment.
 *
 * <pre>
 * 0        8        12     16       24              64
 * +--------+--------+------+--------+----...--------+-----------
 * | magic  |version | kind | size   |    unused     | content
 * +--------+--------+------+--------+----...--------+-----------
 * </pre>
 *
 * The magic is written last.
 */
public final class SegmentLayout {
    /** The ASCII letters {@code MPJSEG01}. */
    public static final long MAGIC_VALUE = 0x31304745534a504dL;

    public static final int MAGIC = 0;
    public static final int VERSION = MAGIC + Long.BYTES;
    public static final int KIND = VERSION + Integer.BYTES;
    public static final int SIZE = KIND + Integer.BYTES;
    public static final int CONTENT = 64;

    public static final int KIND_WORKER = 1;

    private SegmentLayout() {}
}
