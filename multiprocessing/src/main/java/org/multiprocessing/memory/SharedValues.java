package org.multiprocessing.memory;

/** Makes values, arrays and structs; programs use the front door, as in {@code Multiprocessing.intValue}. */
public final class SharedValues {
    private SharedValues() {}

    /**
     * Makes a {@code byte}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static ByteValue byteValue(boolean shared, byte initial) {
        ByteValue value = new CellByteValue(GuardedObject.take(shared, Byte.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code short}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static ShortValue shortValue(boolean shared, short initial) {
        ShortValue value = new CellShortValue(GuardedObject.take(shared, Short.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code char}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static CharValue charValue(boolean shared, char initial) {
        CharValue value = new CellCharValue(GuardedObject.take(shared, Character.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code boolean}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static BooleanValue booleanValue(boolean shared, boolean initial) {
        BooleanValue value = new CellBooleanValue(GuardedObject.take(shared, 1));
        value.set(initial);
        return value;
    }

    /**
     * Makes an {@code int}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static IntValue intValue(boolean shared, int initial) {
        IntValue value = new CellIntValue(GuardedObject.take(shared, Integer.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code long}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static LongValue longValue(boolean shared, long initial) {
        LongValue value = new CellLongValue(GuardedObject.take(shared, Long.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code float}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static FloatValue floatValue(boolean shared, float initial) {
        FloatValue value = new CellFloatValue(GuardedObject.take(shared, Float.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes a {@code double}.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the value at first
     * @return the value
     */
    public static DoubleValue doubleValue(boolean shared, double initial) {
        DoubleValue value = new CellDoubleValue(GuardedObject.take(shared, Double.BYTES));
        value.set(initial);
        return value;
    }

    /**
     * Makes an array of {@code byte} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static ByteArray byteArray(boolean shared, int length) {
        return new CellByteArray(GuardedArray.take(shared, length, Byte.BYTES), length);
    }

    /**
     * Makes an array of {@code short} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static ShortArray shortArray(boolean shared, int length) {
        return new CellShortArray(GuardedArray.take(shared, length, Short.BYTES), length);
    }

    /**
     * Makes an array of {@code char} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static CharArray charArray(boolean shared, int length) {
        return new CellCharArray(GuardedArray.take(shared, length, Character.BYTES), length);
    }

    /**
     * Makes an array of {@code boolean} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all false
     */
    public static BooleanArray booleanArray(boolean shared, int length) {
        return new CellBooleanArray(GuardedArray.take(shared, length, 1), length);
    }

    /**
     * Makes an array of {@code int} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static IntArray intArray(boolean shared, int length) {
        return new CellIntArray(GuardedArray.take(shared, length, Integer.BYTES), length);
    }

    /**
     * Makes an array of {@code long} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static LongArray longArray(boolean shared, int length) {
        return new CellLongArray(GuardedArray.take(shared, length, Long.BYTES), length);
    }

    /**
     * Makes an array of {@code float} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static FloatArray floatArray(boolean shared, int length) {
        return new CellFloatArray(GuardedArray.take(shared, length, Float.BYTES), length);
    }

    /**
     * Makes an array of {@code double} elements.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static DoubleArray doubleArray(boolean shared, int length) {
        return new CellDoubleArray(GuardedArray.take(shared, length, Double.BYTES), length);
    }

    /**
     * Makes a struct.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param initial the record at first; its components are of primitive types
     * @param <R> the record
     * @return the struct
     */
    public static <R extends Record> StructValue<R> struct(boolean shared, R initial) {
        RecordLayout<R> layout = RecordLayout.of(initial);
        StructValue<R> value = new CellStructValue<>(GuardedObject.take(shared, layout.size()), layout);
        value.set(initial);
        return value;
    }

    /**
     * Makes an array of structs.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param type the class of the record; its components are of primitive types
     * @param length how many, at least 0
     * @param <R> the record
     * @return the array, all zero
     */
    public static <R extends Record> StructArray<R> structArray(boolean shared, Class<R> type, int length) {
        RecordLayout<R> layout = RecordLayout.of(type);
        return new CellStructArray<>(GuardedArray.take(shared, length, layout.size()), length, layout);
    }
}
