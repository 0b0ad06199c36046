package org.multiprocessing.internal.serial;

/**
 * The first byte of every value on the wire.
 *
 * <p>Three groups, in this order, so that one comparison tells them apart: values without identity; values with
 * identity, which get the next number when they begin and are referred to by it when they occur again; and those among
 * them that exist before their contents are read, so that their contents may refer to them.
 */
final class Tag {

    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int BYTE = 3;
    static final int SHORT = 4;
    static final int CHAR = 5;
    static final int INT = 6;
    static final int LONG = 7;
    static final int FLOAT = 8;
    static final int DOUBLE = 9;
    static final int STRING = 10;

    /** Number of a value with identity that was written before. */
    static final int REF = 11;

    /** An object stream of the JDK, the whole of a top-level value. */
    static final int JDK = 12;

    static final int OPTIONAL = 13;
    static final int OPTIONAL_INT = 14;
    static final int OPTIONAL_LONG = 15;
    static final int OPTIONAL_DOUBLE = 16;
    static final int DURATION = 17;
    static final int INSTANT = 18;
    static final int BIG_INTEGER = 19;
    static final int BIG_DECIMAL = 20;
    static final int UUID = 21;
    static final int PATH = 22;
    static final int ENUM = 23;

    /** What {@code Map.entry} makes. */
    static final int ENTRY = 24;

    /** A copy of an entry of some map. */
    static final int ENTRY_COPY = 25;

    /** Number of an object of this JVM. */
    static final int LOCAL = 26;

    static final int FIRST_TRACKED = 27;

    static final int CLASS = 27;
    static final int SHAPE = 28;
    static final int BOOLEANS = 29;
    static final int BYTES = 30;
    static final int SHORTS = 31;
    static final int CHARS = 32;
    static final int INTS = 33;
    static final int LONGS = 34;
    static final int FLOATS = 35;
    static final int DOUBLES = 36;
    static final int BUFFER = 37;
    static final int SEGMENT = 38;
    static final int HANDLE = 39;

    /** Written by a {@link org.multiprocessing.serial.Serializer}. */
    static final int CUSTOM = 40;

    static final int RECORD = 41;

    /** A lambda of an interface that is not ours; arrives as a lambda. */
    static final int LAMBDA = 42;

    static final int LIST_OF = 43;
    static final int SET_OF = 44;
    static final int MAP_OF = 45;
    static final int UNMODIFIABLE_LIST = 46;

    static final int FIRST_FORWARD = 47;

    /** A lambda of one of our interfaces; arrives as a {@link ReflectiveFunction}. */
    static final int FUNCTION = 47;

    /** A copy of an instance of the program's main class. */
    static final int MAIN = 48;

    static final int OBJECTS = 49;
    static final int ARRAY_LIST = 50;
    static final int ARRAYS_AS_LIST = 51;
    static final int LINKED_LIST = 52;
    static final int HASH_SET = 53;
    static final int LINKED_HASH_SET = 54;
    static final int TREE_SET = 55;
    static final int HASH_MAP = 56;
    static final int LINKED_HASH_MAP = 57;
    static final int TREE_MAP = 58;

    /** The form of a class whose objects cannot travel; never on the wire. */
    static final int NONE = 127;

    private Tag() {}

    /** Tells whether values with this tag have identity. */
    static boolean isTracked(int tag) {
        return tag >= FIRST_TRACKED;
    }

    /** Tells whether values with this tag exist before their contents are read. */
    static boolean isForward(int tag) {
        return tag >= FIRST_FORWARD;
    }
}
