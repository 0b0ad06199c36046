package org.multiprocessing.internal.layout;

/**
 * A queue of messages: its cell, and its header, at the beginning of its data file. Behind the header, and in further files, are
 * segments of memory with the messages.
 *
 * <pre>
 * cell
 * 40       44       48                                  80
 * +--------+--------+--------+--------+--------+--------+------+
 * |changes |how     | number, generation of each part   |      |  cells: put lock, take lock, room, done
 * +--------+--------+--------+--------+--------+--------+------+
 *
 * header
 * 0        8        16       24       28       32       36     40       48       56
 * +--------+--------+--------+--------+--------+--------+------+--------+--------+------------------
 * |capacity|limit   |largest |shut    |joinable|next    |loans |died,   |lost,   |count when all
 * |        |        |segment |down    |        |file    |      |pid     |told    |was done
 * +--------+--------+--------+--------+--------+--------+------+--------+--------+------------------
 * 128      136             160             184
 * +--------+---------------+---------------+--------+
 * |count   |place if even  |place if odd   |allowed |   where messages go in
 * +--------+---------------+---------------+--------+
 * 256      264             320             376
 * +--------+---------------+---------------+--------+
 * |version |state if even  |state if odd   |intent  |   where they come out
 * +--------+---------------+---------------+--------+
 * 1024
 * +----------------------------------------+
 * | entries: segment, size, file           |
 * +----------------------------------------+
 * </pre>
 *
 * <p>Whoever puts holds the put lock. It writes the message, then the place behind it into the slot that the count does not stand for,
 * then the count: one store, before which nothing has happened, and after which all has. Whoever takes holds the take lock, and does
 * the same with the version. So a process may die between any two steps, and the next one that has the lock goes on with what
 * was there.
 */
public final class FifoLayout {
    // in the cell

    /** Grows when a process gives up its hold of an end: time to look whether anybody has one. */
    public static final int CHANGES = SlabLayout.PRIMITIVE;

    /** How many parts there are. */
    public static final int PARTS = CHANGES + Integer.BYTES;

    public static final int FIRST_PART = PARTS + Integer.BYTES;
    public static final int PART_SIZE = 2 * Integer.BYTES;
    public static final int PART_PUT_LOCK = 0;
    public static final int PART_TAKE_LOCK = 1;
    public static final int PART_ROOM = 2;
    public static final int PART_DONE = 3;

    // in the header

    /** How many messages there can be. */
    public static final int CAPACITY = 0;

    /** How many bytes all segments may have. */
    public static final int LIMIT = 8;

    /** How large a segment is made at most, unless for one large message. */
    public static final int LARGEST_SEGMENT = 16;

    public static final int SHUT_DOWN = 24;
    public static final int JOINABLE = 28;

    /** The number of the file that is made next; under the put lock. */
    public static final int NEXT_FILE = 32;

    /** Whether memory was ever lent. */
    public static final int LOANS = 36;

    /** Which process died last with messages that it had not reported as done. */
    public static final int DIED_PID = 40;

    /** How many lost messages somebody has been told of. */
    public static final int LOST_TOLD = 48;

    /** How many messages had been put when everything was done last. */
    public static final int ALL_DONE = 56;

    /** How many messages were ever put. */
    public static final int COUNT = 128;

    public static final int TAIL_SLOTS = COUNT + Long.BYTES;
    public static final int TAIL_SLOT_SIZE = 24;

    /** Up to which count may be put without a look at what was taken. */
    public static final int ALLOWED = TAIL_SLOTS + 2 * TAIL_SLOT_SIZE;

    /** How many changes there were at the other side. */
    public static final int VERSION = 256;

    public static final int HEAD_SLOTS = VERSION + Long.BYTES;
    public static final int HEAD_SLOT_SIZE = 56;

    /** The version that is to remove a message in the middle; where it is. If there is no such version, the mark there is void. */
    public static final int INTENT = HEAD_SLOTS + 2 * HEAD_SLOT_SIZE;

    public static final int INTENT_OFFSET = INTENT + Long.BYTES;
    public static final int INTENT_ENTRY = INTENT_OFFSET + Long.BYTES;

    // a slot of either side; the rest at the head only
    public static final int SLOT_SEGMENT = 0;
    public static final int SLOT_OFFSET = 8;
    public static final int SLOT_ENTRY = 16;

    /** How many messages behind the first are marked as removed. */
    public static final int SLOT_REMOVED = 20;

    /** How many were taken or skipped. */
    public static final int SLOT_COUNT = 24;

    /** How many are done. */
    public static final int SLOT_DONE = 32;

    /** The cell of the process that has made this change, and how many it has taken and not reported. */
    public static final int SLOT_ACTOR = 40;

    public static final int SLOT_ACTOR_OPEN = 44;

    /** How many were lost with processes that had not reported them. */
    public static final int SLOT_LOST = 48;

    public static final int ENTRIES = 1024;
    public static final int ENTRY_COUNT = 512;
    public static final int ENTRY_SIZE = 24;

    /** Of what segment it is the memory; anything before the head's is free. */
    public static final int ENTRY_SEGMENT = 0;

    /** How many bytes; 0 if there is none. */
    public static final int ENTRY_BYTES = 8;

    /** The number of the file; 0 is that of the header, behind it. Of an entry without memory: one that is to be deleted, or 0. */
    public static final int ENTRY_FILE = 16;

    public static final int SIZE = 16384;

    /** The file of the header, with the first segment. */
    public static final int FIRST_FILE_SIZE = 65536;

    private FifoLayout() {}
}
