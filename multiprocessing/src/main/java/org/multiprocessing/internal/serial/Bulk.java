package org.multiprocessing.internal.serial;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A large array or memory segment of a message, kept apart from its bytes, so that it is copied only once on its way. */
public final class Bulk {

    /** What is smaller is copied with the rest. */
    public static final int SMALLEST = 1 << 15;

    private final int form;
    private final MemorySegment bytes;

    Bulk(int form, MemorySegment bytes) {
        this.form = form;
        this.bytes = bytes;
    }

    /** Returns a number for what it is, for {@link #copy}. */
    public int form() {
        return form;
    }

    /** Returns what is to be copied. */
    public MemorySegment bytes() {
        return bytes;
    }

    /** Copies bytes into a new object of a form, or returns null if there is no such form. */
    public static @Nullable Object copy(int form, MemorySegment bytes) {
        long size = bytes.byteSize();
        Object array = switch (form) {
            case Tag.BYTES -> new byte[(int) size];
            case Tag.INTS -> new int[(int) (size / Integer.BYTES)];
            case Tag.LONGS, Tag.SEGMENT -> new long[(int) ((size + Long.BYTES - 1) / Long.BYTES)];
            case Tag.DOUBLES -> new double[(int) (size / Double.BYTES)];
            case Tag.FLOATS -> new float[(int) (size / Float.BYTES)];
            case Tag.SHORTS -> new short[(int) (size / Short.BYTES)];
            case Tag.CHARS -> new char[(int) (size / Character.BYTES)];
            default -> null;
        };
        if (array == null) {
            return null;
        }
        MemorySegment copy = ofArray(array).asSlice(0, size);
        copy.copyFrom(bytes);
        return form == Tag.SEGMENT ? copy : array;
    }

    static MemorySegment ofArray(Object array) {
        return switch (array) {
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            case float[] floats -> MemorySegment.ofArray(floats);
            case short[] shorts -> MemorySegment.ofArray(shorts);
            default -> MemorySegment.ofArray((char[]) array);
        };
    }
}
