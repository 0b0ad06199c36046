package org.multiprocessing.internal.layout;

/**
 * One entry of the process table.
 *
 * <pre>
 * 0      4      8            16     20     24     28     32     36     40     44     48     52     56     60     64
 * +------+------+------------+------+------+------+------+------+------+------+------+------+------+------+-------...
 * |state |gener.| pid        |parent|par.g.|depth |flags |reques|mark  |bodies| bell |interr|wakes |length| unused | name
 * +------+------+------------+------+------+------+------+------+------+------+------+------+------+------+-------...
 * </pre>
 *
 * Each field has one writer at a time: the parent until the child runs, then the child for {@code state},
 * {@code mark} and {@code flags}, and the parent again once the operating system has reported the child's end. {@code request},
 * {@code bodies}, {@code interrupts} and {@code wakes} are always the parent's; {@code bell} is written by both sides.
 *
 * <pre>
 * FREE --claim--> BOOTING --child--> RUNNING --child--> ENDING --parent--> FREE (next generation)
 *                  |   |             ^    |                                 ^
 *                  | child         child  |                                 |
 *                  |   +--> STANDBY -+    |                                 |
 *                  |           |          |                                 |
 *                  +-----------+----------+----------- parent: died --------+
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
    /** How many bodies the parent has given: a standby JVM gets one for warming up, then one to run. */
    public static final int BODIES = MARK + Integer.BYTES;

    /** On which the child sleeps until its parent has something to say. */
    public static final int BELL = BODIES + Integer.BYTES;

    /** How often the parent has interrupted the child. */
    public static final int INTERRUPTS = BELL + Integer.BYTES;

    /** Whether the parent can wake the child by a system call. */
    public static final int PARENT_CAN_WAKE = INTERRUPTS + Integer.BYTES;

    public static final int NAME_LENGTH = PARENT_CAN_WAKE + Integer.BYTES;
    public static final int NAME = 64;

    /** Longer names are cut in the table, at a character's border; the {@code Process} object has the whole name. */
    public static final int NAME_CAPACITY = 192;

    public static final int SIZE = NAME + NAME_CAPACITY;

    public static final int STATE_FREE = 0;
    public static final int STATE_BOOTING = 1;
    public static final int STATE_RUNNING = 2;
    public static final int STATE_ENDING = 3;

    /** Booted, and waiting for what it is to be. */
    public static final int STATE_STANDBY = 4;

    public static final int FLAG_DAEMON = 1;

    /** Launched before it is needed. */
    public static final int FLAG_STANDBY = 2;

    /** A daemon that may start processes all the same: a worker of a pool. */
    public static final int FLAG_HOST = 4;

    /** The parent has asked for an orderly end. */
    public static final int REQUEST_TERMINATE = 1;

    /** The parent has killed it. */
    public static final int REQUEST_KILL = 2;

    /** The child ends because of SIGTERM. */
    public static final int MARK_TERMINATED = 1;

    /** The child ends by its own will: by returning, by an uncaught exception or by {@code System.exit}. */
    public static final int MARK_ORDERLY = 2;

    /** The child's JVM has booted, so that it takes a signal without complaint. */
    public static final int MARK_BOOTED = 4;

    private ProcessLayout() {}
}
