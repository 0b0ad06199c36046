package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.FrameLayout;
import org.multiprocessing.internal.serial.Bulk;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledges;

/** A message that is to be put. */
public final class Parcel {
    private final int kind;
    private final byte @Nullable [] array;
    private final @Nullable MemorySegment memory;
    private final int from;
    private final int length;
    private final List<Bulk> bulks;
    private final Pledges pledges;

    private Parcel(
            int kind,
            byte @Nullable [] array,
            @Nullable MemorySegment memory,
            int from,
            int length,
            List<Bulk> bulks,
            Pledges pledges) {
        this.kind = kind;
        this.array = array;
        this.memory = memory;
        this.from = from;
        this.length = length;
        this.bulks = bulks;
        this.pledges = pledges;
    }

    /** Returns what an encoder holds; it must not be used until the message is put. */
    public static Parcel of(Encoder encoded) {
        return new Parcel(
                kindOf(encoded), encoded.array(), null, 0, encoded.length(), encoded.bulks(), encoded.pledges());
    }

    private static int kindOf(Encoder encoded) {
        boolean holds = encoded.pledges().endWithReading();
        return holds ? FrameLayout.KIND_OBJECT | FrameLayout.FLAG_HOLDS : FrameLayout.KIND_OBJECT;
    }

    /** Returns bytes of an array. */
    public static Parcel of(byte[] array, int from, int length) {
        return new Parcel(FrameLayout.KIND_BYTES, array, null, from, length, List.of(), Pledges.NONE);
    }

    /** Returns bytes in memory. */
    public static Parcel of(MemorySegment memory) {
        return new Parcel(FrameLayout.KIND_BYTES, null, memory, 0, (int) memory.byteSize(), List.of(), Pledges.NONE);
    }

    /** Says where the message will lie, just before it does. */
    void carriedBy(int cell, int generation, long index) {
        pledges.carriedBy(cell, generation, index);
    }

    int kind() {
        return kind;
    }

    int length() {
        return length;
    }

    List<Bulk> bulks() {
        return bulks;
    }

    void copyTo(MemorySegment target, long at) {
        if (array != null) {
            MemorySegment.copy(array, from, target, ValueLayout.JAVA_BYTE, at, length);
        } else if (memory != null) {
            MemorySegment.copy(memory, 0, target, at, length);
        }
    }
}
