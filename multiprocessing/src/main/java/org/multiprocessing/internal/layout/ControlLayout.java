package org.multiprocessing.internal.layout;

/**
 * The control file of a session: header, process table, slab.
 *
 * <pre>
 * 0      8      12     16     20     24     28     32     36     40     44        4096
 * +------+------+------+------+------+------+------+------+------+------+---...---+---------------------+-------------------+
 * |magic |vers. |osKind|slots |cells |chunks|cursor|top   |primi-|cannot| unused  | process table       | slab              |
 * |      |      |      |      |      |      |      |      |tives |wake  |         |                     |                   |
 * +------+------+------+------+------+------+------+------+------+------+---...---+---------------------+-------------------+
 *                                                                                 slots x ProcessLayout   cells x SlabLayout
 * </pre>
 *
 * The magic is written last, so a reader that sees it sees the rest. Chunks is how many files with further cells there are;
 * cursor is where the search for a free cell goes on; top is the number of the highest cell that was ever in use, plus one;
 * primitives is set once a cell is more than a bell. Cannot-wake is set once some process was refused native access. In what is unused
 * is the cell of the watchers.
 */
public final class ControlLayout {
    /** The ASCII letters {@code MPJAVA01}. */
    public static final long MAGIC_VALUE = 0x3130415641_4a504dL;

    /** Changes whenever any layout does: a child always runs its parent's version, so a difference is an error. */
    public static final int VERSION_VALUE = 5;

    public static final int MAGIC = 0;
    public static final int VERSION = MAGIC + Long.BYTES;
    public static final int OS_KIND = VERSION + Integer.BYTES;
    public static final int PROCESS_SLOTS = OS_KIND + Integer.BYTES;
    public static final int SLAB_CELLS = PROCESS_SLOTS + Integer.BYTES;

    public static final int SLAB_CHUNKS = SLAB_CELLS + Integer.BYTES;
    public static final int SLAB_CURSOR = SLAB_CHUNKS + Integer.BYTES;
    public static final int SLAB_TOP = SLAB_CURSOR + Integer.BYTES;
    public static final int SLAB_PRIMITIVES = SLAB_TOP + Integer.BYTES;
    public static final int CANNOT_WAKE = SLAB_PRIMITIVES + Integer.BYTES;

    /** As a cell: on its sequence number sleep those that watch cells; its primitive counts the changes of groups of cells. */
    public static final int WATCH = 512;

    /** How many groups: a cell's is the rest of its number. */
    public static final int WATCH_GROUPS = 16;

    public static final int PROCESS_TABLE = 4096;

    /** How many processes a session can have alive at once, the main one included. */
    public static final int PROCESSES = 1024;

    public static final int SLAB = PROCESS_TABLE + PROCESSES * ProcessLayout.SIZE;

    /** How many primitives the slab in this file holds, and each further chunk of it. */
    public static final int CELLS = 4096;

    /** How many further chunks there can be. */
    public static final int MAX_CHUNKS = 255;

    public static final int SIZE = SLAB + CELLS * SlabLayout.SIZE;

    private ControlLayout() {}
}
