package org.multiprocessing.internal.layout;

/**
 * A list of fixed length in a block of its own: CPython's {@code ShareableList}, byte for byte, in the byte order of the
 * machine.
 *
 * <pre>
 * 0       8                   (N + 2) * 8     + offset[N]       + N * 8
 * +-------+-------------------+---------------+-----------------+---------+
 * | N     | offset[0 ... N]   | slots         | formats         | codes   |
 * +-------+-------------------+---------------+-----------------+---------+
 *          where slots begin,                  8 letters each,   1 byte each
 *          from the first one                  zeros at the end
 * </pre>
 *
 * A format is one of Python's {@code struct}. CPython writes that of a text as wide as the slot, and takes zeros at the end for
 * padding. We write the exact length, and a space behind it, which {@code struct} ignores: CPython reads such an item like
 * any other, and when it writes the item, finds no format of a text that it could keep, and writes its own. So the space
 * says that the length is exact. In the same way {@code "q "} is an {@code Integer}, and {@code "q"} a {@code Long}.
 */
public final class ShareableListLayout {
    public static final int COUNT = 0;
    public static final int OFFSETS = COUNT + Long.BYTES;
    public static final int SLOT_UNIT = 8;
    public static final int FORMAT_SIZE = 8;

    public static final String LONG = "q";
    public static final String DOUBLE = "d";
    public static final String BOOLEAN = "xxxxxxx?";
    public static final String NULL = "xxxxxx?x";
    public static final char BYTES_END = 's';
    public static final char EXACT = ' ';

    /** Where the byte of a boolean lies in its slot. */
    public static final int BOOLEAN_BYTE = 7;

    public static final byte CODE_NUMBER = 0;
    public static final byte CODE_TEXT = 1;
    public static final byte CODE_BYTES = 2;
    public static final byte CODE_NULL = 3;

    /** What a format has room for: six digits, the letter and the space. */
    public static final int MAX_EXACT_BYTES = 999_999;

    private ShareableListLayout() {}

    /** Returns where the first slot of a list begins. */
    public static long slots(long count) {
        return OFFSETS + (count + 1) * Long.BYTES;
    }

    /** Returns how large a slot CPython gives to so many bytes of text. */
    public static long slotSize(long bytes) {
        return SLOT_UNIT * (bytes / SLOT_UNIT + 1);
    }
}
