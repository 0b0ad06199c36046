package org.multiprocessing.internal.serial;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Arrays: the component class and the elements, or the raw bytes of primitive ones. */
final class ArrayForm extends Form {

    private ArrayForm(int tag) {
        super(tag, false);
    }

    static ArrayForm of(Class<?> type) {
        Class<?> component = type.getComponentType();
        if (component == byte.class) {
            return new ArrayForm(Tag.BYTES);
        }
        if (component == int.class) {
            return new ArrayForm(Tag.INTS);
        }
        if (component == long.class) {
            return new ArrayForm(Tag.LONGS);
        }
        if (component == double.class) {
            return new ArrayForm(Tag.DOUBLES);
        }
        if (component == boolean.class) {
            return new ArrayForm(Tag.BOOLEANS);
        }
        if (component == short.class) {
            return new ArrayForm(Tag.SHORTS);
        }
        if (component == char.class) {
            return new ArrayForm(Tag.CHARS);
        }
        return new ArrayForm(component == float.class ? Tag.FLOATS : Tag.OBJECTS);
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        @Nullable Object[] elements = (@Nullable Object[]) value;
        @Nullable Object[] parts = new @Nullable Object[elements.length + 1];
        parts[0] = value.getClass().getComponentType();
        System.arraycopy(elements, 0, parts, 1, elements.length);
        return parts;
    }

    @Override
    void write(Encoder out, Object value) {
        if (tag != Tag.OBJECTS && tag != Tag.BOOLEANS && out.putApart(tag, size(value), value)) {
            return;
        }
        switch (tag) {
            case Tag.BYTES -> {
                byte[] array = (byte[]) value;
                out.writeBytes(array, 0, array.length);
            }
            case Tag.INTS -> room(out, ((int[]) value).length, 4).asIntBuffer().put((int[]) value);
            case Tag.LONGS ->
                room(out, ((long[]) value).length, 8).asLongBuffer().put((long[]) value);
            case Tag.DOUBLES ->
                room(out, ((double[]) value).length, 8).asDoubleBuffer().put((double[]) value);
            case Tag.SHORTS ->
                room(out, ((short[]) value).length, 2).asShortBuffer().put((short[]) value);
            case Tag.CHARS ->
                room(out, ((char[]) value).length, 2).asCharBuffer().put((char[]) value);
            case Tag.FLOATS ->
                room(out, ((float[]) value).length, 4).asFloatBuffer().put((float[]) value);
            case Tag.BOOLEANS -> {
                boolean[] array = (boolean[]) value;
                ByteBuffer room = room(out, array.length, 1);
                for (boolean element : array) {
                    room.put((byte) (element ? 1 : 0));
                }
            }
            default -> super.write(out, value);
        }
    }

    private long size(Object array) {
        return (long) Array.getLength(array) * PrimitiveArrays.sizeOf(tag);
    }

    private static ByteBuffer room(Encoder out, int count, int size) {
        out.writeCount(count);
        long length = (long) count * size;
        int at = out.reserve(length);
        return ByteBuffer.wrap(out.array(), at, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
