package org.multiprocessing.internal.serial;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory segments: their bytes; they arrive as heap segments that allow aligned access of eight bytes. */
final class SegmentForm extends Form {

    SegmentForm() {
        super(Tag.SEGMENT, true);
    }

    @Override
    void write(Encoder out, Object value) {
        MemorySegment segment = (MemorySegment) value;
        int count = length(segment);
        if (out.putApart(Tag.SEGMENT, count, segment)) {
            return;
        }
        out.writeCount(count);
        int at = out.reserve(count);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, out.array(), at, count);
    }

    @Override
    Object[] parts(Object value) {
        MemorySegment segment = (MemorySegment) value;
        byte[] bytes = new byte[length(segment)];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
        return new Object[] {bytes};
    }

    private static int length(MemorySegment segment) {
        if (segment.byteSize() > Integer.MAX_VALUE - 64) {
            throw new Refused(
                    segment, "has " + segment.byteSize() + " bytes, and one message at most 2 GB. Share it instead");
        }
        return (int) segment.byteSize();
    }

    static MemorySegment read(Decoder in) throws DecodeException {
        Object apart = in.readApart(Tag.SEGMENT);
        if (apart != null) {
            return (MemorySegment) apart;
        }
        int length = in.readLength(1);
        return rebuild(in.array(), in.skip(length), length);
    }

    static MemorySegment rebuild(byte[] bytes, int offset, int count) {
        // over longs, since a segment over bytes refuses aligned access to anything larger
        long[] memory = new long[(int) ((count + 7L) / 8)];
        MemorySegment segment = MemorySegment.ofArray(memory).asSlice(0, count);
        MemorySegment.copy(bytes, offset, segment, ValueLayout.JAVA_BYTE, 0, count);
        return segment;
    }
}
