package org.multiprocessing.internal.serial;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Byte buffers: their byte order and the remaining bytes; they arrive on the heap, writable, at position 0. */
final class BufferForm extends Form {

    BufferForm() {
        super(Tag.BUFFER, true);
    }

    @Override
    void write(Encoder out, Object value) {
        ByteBuffer buffer = (ByteBuffer) value;
        int count = buffer.remaining();
        out.writeByte(isLittleEndian(buffer) ? 1 : 0);
        if (out.putApart(Tag.BYTES, count, MemorySegment.ofBuffer(buffer))) {
            return;
        }
        out.writeCount(count);
        int at = out.reserve(count);
        buffer.get(buffer.position(), out.array(), at, count);
    }

    @Override
    Object[] parts(Object value) {
        ByteBuffer buffer = (ByteBuffer) value;
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return new Object[] {isLittleEndian(buffer), bytes};
    }

    private static boolean isLittleEndian(ByteBuffer buffer) {
        return buffer.order() == ByteOrder.LITTLE_ENDIAN;
    }

    static ByteBuffer read(Decoder in) throws DecodeException {
        boolean littleEndian = in.readByte() != 0;
        return rebuild(littleEndian, (byte[]) PrimitiveArrays.read(in, Tag.BYTES));
    }

    static ByteBuffer rebuild(boolean littleEndian, byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }
}
