package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Reads and writes numbers in shared memory as volatile variables, and changes them atomically.
 *
 * <p>What {@code VarHandle}s of memory cannot do is done by those of an {@code int} or {@code long}: numbers of 8 and 16 bits are
 * changed together with the rest of the 32 bits around them, which the memory must have, and those with a point as their bits. The
 * order of the bytes is little-endian, as everywhere.
 */
final class Access {
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle().withInvokeExactBehavior();
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

    private static final int BYTE_MASK = 0xff;
    private static final int SHORT_MASK = 0xffff;
    private static final int IN_WORD = Integer.BYTES - 1;

    private Access() {}

    // ---- int

    static int getInt(MemorySegment memory, long at) {
        return (int) INT.getVolatile(memory, at);
    }

    static void setInt(MemorySegment memory, long at, int value) {
        INT.setVolatile(memory, at, value);
    }

    static int getAndSetInt(MemorySegment memory, long at, int value) {
        return (int) INT.getAndSet(memory, at, value);
    }

    static boolean compareAndSetInt(MemorySegment memory, long at, int expected, int value) {
        return INT.compareAndSet(memory, at, expected, value);
    }

    static int getAndAddInt(MemorySegment memory, long at, int delta) {
        return (int) INT.getAndAdd(memory, at, delta);
    }

    // ---- long

    static long getLong(MemorySegment memory, long at) {
        return (long) LONG.getVolatile(memory, at);
    }

    static void setLong(MemorySegment memory, long at, long value) {
        LONG.setVolatile(memory, at, value);
    }

    static long getAndSetLong(MemorySegment memory, long at, long value) {
        return (long) LONG.getAndSet(memory, at, value);
    }

    static boolean compareAndSetLong(MemorySegment memory, long at, long expected, long value) {
        return LONG.compareAndSet(memory, at, expected, value);
    }

    static long getAndAddLong(MemorySegment memory, long at, long delta) {
        return (long) LONG.getAndAdd(memory, at, delta);
    }

    // ---- float

    static float getFloat(MemorySegment memory, long at) {
        return Float.intBitsToFloat(getInt(memory, at));
    }

    static void setFloat(MemorySegment memory, long at, float value) {
        setInt(memory, at, Float.floatToRawIntBits(value));
    }

    static float getAndSetFloat(MemorySegment memory, long at, float value) {
        return Float.intBitsToFloat(getAndSetInt(memory, at, Float.floatToRawIntBits(value)));
    }

    static boolean compareAndSetFloat(MemorySegment memory, long at, float expected, float value) {
        return compareAndSetInt(memory, at, Float.floatToRawIntBits(expected), Float.floatToRawIntBits(value));
    }

    static float getAndAddFloat(MemorySegment memory, long at, float delta) {
        while (true) {
            int old = getInt(memory, at);
            int sum = Float.floatToRawIntBits(Float.intBitsToFloat(old) + delta);
            if (compareAndSetInt(memory, at, old, sum)) {
                return Float.intBitsToFloat(old);
            }
        }
    }

    // ---- double

    static double getDouble(MemorySegment memory, long at) {
        return Double.longBitsToDouble(getLong(memory, at));
    }

    static void setDouble(MemorySegment memory, long at, double value) {
        setLong(memory, at, Double.doubleToRawLongBits(value));
    }

    static double getAndSetDouble(MemorySegment memory, long at, double value) {
        return Double.longBitsToDouble(getAndSetLong(memory, at, Double.doubleToRawLongBits(value)));
    }

    static boolean compareAndSetDouble(MemorySegment memory, long at, double expected, double value) {
        return compareAndSetLong(memory, at, Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value));
    }

    static double getAndAddDouble(MemorySegment memory, long at, double delta) {
        while (true) {
            long old = getLong(memory, at);
            long sum = Double.doubleToRawLongBits(Double.longBitsToDouble(old) + delta);
            if (compareAndSetLong(memory, at, old, sum)) {
                return Double.longBitsToDouble(old);
            }
        }
    }

    // ---- byte

    static byte getByte(MemorySegment memory, long at) {
        return (byte) BYTE.getVolatile(memory, at);
    }

    static void setByte(MemorySegment memory, long at, byte value) {
        BYTE.setVolatile(memory, at, value);
    }

    static byte getAndSetByte(MemorySegment memory, long at, byte value) {
        return (byte) getAndSetBits(memory, at, BYTE_MASK, value);
    }

    static boolean compareAndSetByte(MemorySegment memory, long at, byte expected, byte value) {
        return compareAndSetBits(memory, at, BYTE_MASK, expected, value);
    }

    static byte getAndAddByte(MemorySegment memory, long at, byte delta) {
        while (true) {
            byte old = getByte(memory, at);
            if (compareAndSetByte(memory, at, old, (byte) (old + delta))) {
                return old;
            }
        }
    }

    // ---- short

    static short getShort(MemorySegment memory, long at) {
        return (short) SHORT.getVolatile(memory, at);
    }

    static void setShort(MemorySegment memory, long at, short value) {
        SHORT.setVolatile(memory, at, value);
    }

    static short getAndSetShort(MemorySegment memory, long at, short value) {
        return (short) getAndSetBits(memory, at, SHORT_MASK, value);
    }

    static boolean compareAndSetShort(MemorySegment memory, long at, short expected, short value) {
        return compareAndSetBits(memory, at, SHORT_MASK, expected, value);
    }

    static short getAndAddShort(MemorySegment memory, long at, short delta) {
        while (true) {
            short old = getShort(memory, at);
            if (compareAndSetShort(memory, at, old, (short) (old + delta))) {
                return old;
            }
        }
    }

    // ---- char

    static char getChar(MemorySegment memory, long at) {
        return (char) getShort(memory, at);
    }

    static void setChar(MemorySegment memory, long at, char value) {
        setShort(memory, at, (short) value);
    }

    static char getAndSetChar(MemorySegment memory, long at, char value) {
        return (char) getAndSetBits(memory, at, SHORT_MASK, value);
    }

    static boolean compareAndSetChar(MemorySegment memory, long at, char expected, char value) {
        return compareAndSetBits(memory, at, SHORT_MASK, expected, value);
    }

    // ---- boolean

    static boolean getBoolean(MemorySegment memory, long at) {
        return getByte(memory, at) != 0;
    }

    static void setBoolean(MemorySegment memory, long at, boolean value) {
        setByte(memory, at, bit(value));
    }

    static boolean getAndSetBoolean(MemorySegment memory, long at, boolean value) {
        return getAndSetBits(memory, at, BYTE_MASK, bit(value)) != 0;
    }

    static boolean compareAndSetBoolean(MemorySegment memory, long at, boolean expected, boolean value) {
        return compareAndSetBits(memory, at, BYTE_MASK, bit(expected), bit(value));
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    // ---- a part of a word

    private static int getAndSetBits(MemorySegment memory, long at, int mask, int value) {
        long word = at & ~IN_WORD;
        int shift = shift(at);
        while (true) {
            int old = getInt(memory, word);
            if (compareAndSetInt(memory, word, old, replaced(old, mask, shift, value))) {
                return old >>> shift & mask;
            }
        }
    }

    private static boolean compareAndSetBits(MemorySegment memory, long at, int mask, int expected, int value) {
        long word = at & ~IN_WORD;
        int shift = shift(at);
        while (true) {
            int old = getInt(memory, word);
            if ((old >>> shift & mask) != (expected & mask)) {
                return false;
            }
            if (compareAndSetInt(memory, word, old, replaced(old, mask, shift, value))) {
                return true;
            }
        }
    }

    private static int shift(long at) {
        return (int) (at & IN_WORD) * Byte.SIZE;
    }

    private static int replaced(int word, int mask, int shift, int value) {
        return word & ~(mask << shift) | (value & mask) << shift;
    }
}
