package org.multiprocessing.internal.layout;

/**
 * The control file of a session: header, process table, slab.
 *
 * <pre>
 * 0        8        12       16       20       24              4096
 * +--------+--------+--------+--------+--------+----...--------+---------------------+-------------------+
 * | magic  |version | osKind | slots  | cells  |    unused     | process table       | slab              |
 * +--------+--------+--------+--------+--------+----...--------+---------------------+-------------------+
 *                                                              slots x ProcessLayout   cells x SlabLayout
 * </pre>
 *
 * The magic is written last, so a reader that sees it sees the rest.
 */
public final class ControlLayout {
    /** The ASCII letters {@code MPJAVA01}. */
    public static final long MAGIC_VALUE = 0x3130415641_4a504dL;

    /** Changes whenever any layout does: a child always runs its parent's version, so a difference is an error. */
    public static final int VERSION_VALUE = 1;

    public static final int MAGIC = 0;
    public static final int VERSION = MAGIC + Long.BYTES;
    public static final int OS_KIND = VERSION + Integer.BYTES;
    public static final int PROCESS_SLOTS = OS_KIND + Integer.BYTES;
    public static final int SLAB_CELLS = PROCESS_SLOTS + Integer.BYTES;

    public static final int PROCESS_TABLE = 4096;

    /** How many processes a session can have alive at once, the main one included. */
    public static final int PROCESSES = 1024;

    public static final int SLAB = PROCESS_TABLE + PROCESSES * ProcessLayout.SIZE;

    /** How many primitives the first slab holds. */
    public static final int CELLS = 4096;

    public static final int SIZE = SLAB + CELLS * SlabLayout.SIZE;

    private ControlLayout() {}
}
