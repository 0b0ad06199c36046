package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Words of shared memory: plain, for whoever has a lock, and ordered, for those that announce something to others. */
final class Words {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private Words() {}

    static int getInt(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_INT, at);
    }

    static void putInt(MemorySegment memory, long at, int value) {
        memory.set(ValueLayout.JAVA_INT, at, value);
    }

    static long getLong(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_LONG, at);
    }

    static void putLong(MemorySegment memory, long at, long value) {
        memory.set(ValueLayout.JAVA_LONG, at, value);
    }

    /** Sees everything that was written before the value was {@linkplain #announce announced}. */
    static long look(MemorySegment memory, long at) {
        return (long) LONG.getAcquire(memory, at);
    }

    static void announce(MemorySegment memory, long at, long value) {
        LONG.setRelease(memory, at, value);
    }

    static void announceInt(MemorySegment memory, long at, int value) {
        INT.setRelease(memory, at, value);
    }

    static int getIntVolatile(MemorySegment memory, long at) {
        return (int) INT.getVolatile(memory, at);
    }

    static void putIntVolatile(MemorySegment memory, long at, int value) {
        INT.setVolatile(memory, at, value);
    }

    static boolean casInt(MemorySegment memory, long at, int expected, int value) {
        return INT.compareAndSet(memory, at, expected, value);
    }

    static long getLongVolatile(MemorySegment memory, long at) {
        return (long) LONG.getVolatile(memory, at);
    }

    /** Sets it unless it is as high already. */
    static void raise(MemorySegment memory, long at, long value) {
        long known = getLongVolatile(memory, at);
        while (known < value && !LONG.compareAndSet(memory, at, known, value)) {
            known = getLongVolatile(memory, at);
        }
    }
}
