package org.multiprocessing.internal.layout;

/**
 * One cell of the slab: a primitive, on two cache lines of its own.
 *
 * <pre>
 * 0      4      8        12     16     20     24     28     32     36    40                 64                 128
 * +------+------+--------+------+------+------+------+------+------+-----+------------------+------------------+
 * | kind |gener.|creator |flags |waiter|seq.  |next  |next's|passed|watch| the primitive    | names, values    |
 * |      |      |        |      |      |      |      |seq.  |      |     |                  |                  |
 * +------+------+--------+------+------+------+------+------+------+-----+------------------+------------------+
 *   who it is                     wait queue
 * </pre>
 *
 * The generation grows when a cell is freed, and when it is taken again, so that a stale handle is recognised. The creator is the identity of a process:
 * its generation and its slot. Kind, generation, creator and the flags change under the lock of the tables; everything else by
 * atomic operations.
 */
public final class SlabLayout {
    public static final int KIND = 0;
    public static final int GENERATION = KIND + Integer.BYTES;
    public static final int CREATOR = GENERATION + Integer.BYTES;
    public static final int FLAGS = CREATOR + Integer.BYTES;
    public static final int CONTENT = FLAGS + Integer.BYTES;
    public static final int SIZE = 128;

    public static final int KIND_FREE = 0;
    public static final int KIND_BELL = 1;
    public static final int KIND_LOCK = 2;
    public static final int KIND_SEMAPHORE = 3;
    public static final int KIND_CONDITION = 4;
    public static final int KIND_EVENT = 5;
    public static final int KIND_BARRIER = 6;

    /** A value or an array, with the lock that guards it. */
    public static final int KIND_GUARDED = 7;

    /** A queue of messages. */
    public static final int KIND_FIFO = 8;

    /** Where threads wait for something else about a queue of messages. */
    public static final int KIND_WAIT = 9;

    /** Says as long as it is there that something elsewhere is wanted: it goes when nobody holds it any more. See {@link LeaseLayout}. */
    public static final int KIND_LEASE = 10;

    /** From here on: what one process has to do with another cell; it goes with the process. */
    public static final int KIND_WAITER = 16;

    public static final int KIND_HOLD = 17;
    public static final int KIND_PARTY = 18;

    /** Holds an end of a queue of messages; see {@link HolderLayout}. */
    public static final int KIND_HOLDER = 19;

    /** Has borrowed memory of a queue of messages. */
    public static final int KIND_LOAN = 20;

    /** Takes from a queue whose messages are to be reported as done. Stays until what it leaves is counted. */
    public static final int KIND_CONSUMER = 21;

    /** A handle has been given away, so the cell outlives its creator. */
    public static final int FLAG_SENT = 1;

    /** A file of its own holds its data, and goes with it. */
    public static final int FLAG_DATA = 2;

    /** The lock repairs itself: when its owner dies, it is free. */
    public static final int FLAG_SELF_REPAIRING = 4;

    /** Whether anybody may be asleep on the sequence number. */
    public static final int WAITERS = CONTENT;

    /** On which waiters sleep; grows whenever one is to look again. Never set back, not even when the cell is used again. */
    public static final int SEQUENCE = WAITERS + Integer.BYTES;

    /** 0, {@link #NEXT_WOKEN}, or the process one of whose threads is the next. */
    public static final int NEXT = SEQUENCE + Integer.BYTES;

    /** On which the one that is the next sleeps; as {@link #SEQUENCE}. */
    public static final int NEXT_SEQUENCE = NEXT + Integer.BYTES;

    /** How many have passed the one that was woken. */
    public static final int PASSED = NEXT_SEQUENCE + Integer.BYTES;

    /** Whether some process wants to hear of the next change without waiting here. */
    public static final int WATCHED = PASSED + Integer.BYTES;

    /** Somebody has been woken, and will be the next unless it can enter at once. */
    public static final int NEXT_WOKEN = -1;

    /** Where the fields of the primitive itself begin. */
    public static final int PRIMITIVE = 40;

    /** The pid of a process that died and left something behind here. */
    public static final int DEAD_PID = 56;

    /** The beginning of its name: one byte for the length, then so many of UTF-8. */
    public static final int DEAD_NAME = 64;

    public static final int DEAD_NAME_CAPACITY = 31;

    private SlabLayout() {}
}
