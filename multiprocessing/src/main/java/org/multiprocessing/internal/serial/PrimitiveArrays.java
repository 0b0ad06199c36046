package org.multiprocessing.internal.serial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the primitive arrays that {@link ArrayForm} writes. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    static Object read(Decoder in, int tag) throws DecodeException {
        Object apart = in.readApart(tag);
        if (apart != null) {
            return apart;
        }
        if (tag == Tag.BYTES) {
            return in.readBytes();
        }
        int size = sizeOf(tag);
        int count = in.readLength(size);
        ByteBuffer bytes =
                ByteBuffer.wrap(in.array(), in.skip(count * size), count * size).order(ByteOrder.LITTLE_ENDIAN);
        return switch (tag) {
            case Tag.INTS -> {
                int[] array = new int[count];
                bytes.asIntBuffer().get(array);
                yield array;
            }
            case Tag.LONGS -> {
                long[] array = new long[count];
                bytes.asLongBuffer().get(array);
                yield array;
            }
            case Tag.DOUBLES -> {
                double[] array = new double[count];
                bytes.asDoubleBuffer().get(array);
                yield array;
            }
            default -> rare(tag, bytes, count);
        };
    }

    private static Object rare(int tag, ByteBuffer bytes, int count) {
        return switch (tag) {
            case Tag.FLOATS -> {
                float[] array = new float[count];
                bytes.asFloatBuffer().get(array);
                yield array;
            }
            case Tag.SHORTS -> {
                short[] array = new short[count];
                bytes.asShortBuffer().get(array);
                yield array;
            }
            case Tag.CHARS -> {
                char[] array = new char[count];
                bytes.asCharBuffer().get(array);
                yield array;
            }
            default -> booleans(bytes, count);
        };
    }

    private static boolean[] booleans(ByteBuffer bytes, int count) {
        boolean[] array = new boolean[count];
        for (int i = 0; i < count; i++) {
            array[i] = bytes.get() != 0;
        }
        return array;
    }

    static int sizeOf(int tag) {
        return switch (tag) {
            case Tag.LONGS, Tag.DOUBLES -> 8;
            case Tag.INTS, Tag.FLOATS -> 4;
            case Tag.SHORTS, Tag.CHARS -> 2;
            default -> 1;
        };
    }
}
