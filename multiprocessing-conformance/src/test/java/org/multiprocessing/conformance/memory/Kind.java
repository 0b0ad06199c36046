package org.multiprocessing.conformance.memory;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.Context;
import org.multiprocessing.memory.Guarded;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;

/**
 * Every kind of object that has a guard: small, in a cell, and large, in a file of its own.
 *
 * @param primitive what it is of, or null for a record
 * @param length of an array, or 0 for a single value
 */
record Kind(Primitive primitive, int length) {
    private static final int LARGE = 1000;

    /** Fits a cell. */
    record Small(int count, byte mark) {}

    /** Does not. */
    record Large(int count, double a, double b, double c, boolean last) {}

    static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        for (Primitive primitive : Primitive.values()) {
            all.add(new Kind(primitive, 0));
            all.add(new Kind(primitive, 3));
            all.add(new Kind(primitive, LARGE));
        }
        all.add(new Kind(null, 0));
        all.add(new Kind(null, 3));
        return all;
    }

    Guarded make(Context context) {
        if (primitive == null) {
            return length == 0 ? context.struct(new Small(0, (byte) 0)) : context.structArray(Large.class, length);
        }
        return length == 0 ? primitive.value(context, primitive.zero) : primitive.array(context, length);
    }

    /** Returns the value, or the last element, as an increasing number. */
    @SuppressWarnings("unchecked")
    Object read(Guarded object) {
        return switch (object) {
            case StructValue<?> struct -> ((StructValue<Small>) struct).get().count();
            case StructArray<?> structs ->
                ((StructArray<Large>) structs).get(length - 1).count();
            default -> length == 0 ? Primitive.call(object, "get") : Primitive.call(object, "get", length - 1);
        };
    }

    /** Sets the value, or the last element. */
    @SuppressWarnings("unchecked")
    void write(Guarded object, int number) {
        switch (object) {
            case StructValue<?> struct -> ((StructValue<Small>) struct).set(new Small(number, (byte) 1));
            case StructArray<?> structs ->
                ((StructArray<Large>) structs).set(length - 1, new Large(number, 1, 2, 3, true));
            default -> {
                if (length == 0) {
                    Primitive.call(object, "set", primitive.of(number));
                } else {
                    Primitive.call(object, "set", length - 1, primitive.of(number));
                }
            }
        }
    }

    /** Returns what {@link #read} says after {@link #write}. */
    Object written(int number) {
        return primitive == null ? number : primitive.of(number);
    }

    @Override
    public String toString() {
        return (primitive == null ? "struct" : primitive.type.getName()) + (length == 0 ? "" : "[" + length + "]");
    }
}
