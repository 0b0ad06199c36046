package org.multiprocessing.internal.layout;

/**
 * A lock in its cell, and behind it the value that it guards, if there is one.
 *
 * <pre>
 * 40       44       48                56                64            96            128
 * +--------+--------+-----------------+-----------------+-------------+-------------+
 * | owner  | count  | holder          | pid of the dead | its name    | value       |
 * +--------+--------+-----------------+-----------------+-------------+-------------+
 * </pre>
 *
 * The owner is 0, the identity of a process, or {@link #ABANDONED}. The holder is the identity of the process and the number of
 * the thread in it, written after the owner and cleared before it; the count says how often it has taken a reentrant lock.
 */
public final class LockLayout {
    public static final int OWNER = SlabLayout.PRIMITIVE;
    public static final int COUNT = OWNER + Integer.BYTES;
    public static final int HOLDER = COUNT + Integer.BYTES;
    public static final int VALUE = 96;
    public static final int VALUE_CAPACITY = SlabLayout.SIZE - VALUE;

    /** How much of the holder is the number of the thread. */
    public static final int THREAD_BITS = 33;

    public static final int FREE = 0;
    public static final int ABANDONED = -1;

    private LockLayout() {}
}
