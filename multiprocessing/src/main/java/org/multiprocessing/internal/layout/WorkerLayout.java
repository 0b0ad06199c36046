package org.multiprocessing.internal.layout;

/**
 * The segment that a pool shares with one worker: two bells' flags, the worker's progress, a place for a last stack, and
 * one ring each way.
 *
 * <pre>
 * 0            64           128          192                  256               512         16896
 * +------------+------------+------------+--------------------+-----------------+-----------+--------+----------+
 * | bell       | canWake x2 | progress   | revoked range      | stack: sequence | stack     | tasks  | results  |
 * |            |            | (worker)   | (pool)             | length, reason  | text      | ring   | ring     |
 * +------------+------------+------------+--------------------+-----------------+-----------+--------+----------+
 * </pre>
 *
 * Progress is {@code started} (the number of the task begun last) and {@code since} (when, by {@code System.nanoTime},
 * which all JVMs of one machine share). The worker writes {@code since} first and {@code started} last.
 */
public final class WorkerLayout {
    /** The worker sleeps on this word; see {@code Bell}. */
    public static final int BELL = 0;

    public static final int WORKER_CAN_WAKE = 64;
    public static final int POOL_CAN_WAKE = 68;
    public static final int STARTED = 128;
    public static final int SINCE = STARTED + Long.BYTES;
    public static final int REVOKED_FROM = 192;
    public static final int REVOKED_TO = REVOKED_FROM + Long.BYTES;

    /** The number of the task whose stack was taken, written after the text. */
    public static final int STACK_SEQUENCE = 256;

    public static final int STACK_LENGTH = STACK_SEQUENCE + Long.BYTES;
    public static final int STACK_REASON = STACK_LENGTH + Integer.BYTES;
    public static final int STACK_TEXT = 512;
    public static final int STACK_CAPACITY = 16 * 1024;

    public static final int TASKS = STACK_TEXT + STACK_CAPACITY;
    public static final int RING_CAPACITY = 256 * 1024;
    public static final int RESULTS = TASKS + RingLayout.size(RING_CAPACITY);
    public static final int SIZE = RESULTS + RingLayout.size(RING_CAPACITY);

    /** The task ran into its time limit. */
    public static final int REASON_TIME_LIMIT = 1;

    /** The task ran out of memory, and the worker ends. */
    public static final int REASON_OUT_OF_MEMORY = 2;

    /** In place of a task's number: the worker's initializer. */
    public static final long INITIALIZER = 0;

    /** In place of a task's number: the worker's finalizer. */
    public static final long FINALIZER = -1;

    private WorkerLayout() {}
}
