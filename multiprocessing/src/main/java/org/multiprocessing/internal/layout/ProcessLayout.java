package org.multiprocessing.internal.layout;

/**
 * One entry of the process table.
 *
 * <pre>
 * 0      4      8            16     20     24     28     32     36     40     44     48          56     64
 * +------+------+------------+------+------+------+------+------+------+------+------+-----------+------+-------...
 * |state |gener.| pid        |parent|par.g.|depth |flags |reques|mark  |code  |ready | started   |length| name
 * +------+------+------------+------+------+------+------+------+------+------+------+-----------+------+-------...
 * </pre>
 *
 * Each field has one writer at a time: the parent until the child runs, then the child for {@code state},
 * {@code mark} and {@code code}, and the parent again once the operating system has reported the child's end. Only
 * {@code request} is always the parent's.
 *
 * <pre>
 * FREE --claim--> BOOTING --child--> RUNNING --child--> ENDING --parent--> FREE (next generation)
 *                    |                  |                                   ^
 *                    +------------------+------------- parent: died --------+
 * </pre>
 */
public final class ProcessLayout {
    public static final int STATE = 0;
    public static final int GENERATION = STATE + Integer.BYTES;
    public static final int PID = GENERATION + Integer.BYTES;
    public static final int PARENT_SLOT = PID + Long.BYTES;
    public static final int PARENT_GENERATION = PARENT_SLOT + Integer.BYTES;
    public static final int DEPTH = PARENT_GENERATION + Integer.BYTES;
    public static final int FLAGS = DEPTH + Integer.BYTES;
    public static final int REQUEST = FLAGS + Integer.BYTES;
    public static final int MARK = REQUEST + Integer.BYTES;
    public static final int EXIT_CODE = MARK + Integer.BYTES;
    public static final int PAYLOAD_READY = EXIT_CODE + Integer.BYTES;
    public static final int STARTED_NANOS = PAYLOAD_READY + Integer.BYTES;
    public static final int NAME_LENGTH = STARTED_NANOS + Long.BYTES;
    public static final int NAME = 64;

    /** Longer names are cut in the table, at a character's border; the {@code Process} object has the whole name. */
    public static final int NAME_CAPACITY = 192;

    public static final int SIZE = NAME + NAME_CAPACITY;

    public static final int STATE_FREE = 0;
    public static final int STATE_BOOTING = 1;
    public static final int STATE_RUNNING = 2;
    public static final int STATE_ENDING = 3;

    public static final int FLAG_DAEMON = 1;

    /** The parent has asked for an orderly end. */
    public static final int REQUEST_TERMINATE = 1;

    /** The parent has killed it. */
    public static final int REQUEST_KILL = 2;

    /** The child's own handler saw SIGTERM. */
    public static final int MARK_TERMINATED = 1;

    /** The child ends by its own will: by returning, by an uncaught exception or by {@code System.exit}. */
    public static final int MARK_ORDERLY = 2;

    private ProcessLayout() {}
}
