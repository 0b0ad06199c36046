package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code byte} in a cell, or in a file of their own. */
final class CellByteArray extends GuardedArray<Byte> implements ByteArray {
    private static final long serialVersionUID = 1L;

    CellByteArray(Cell cell, int length) {
        super(cell, length, Byte.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.BYTE_ARRAY;
    }

    @Override
    public byte get(int index) {
        return Access.getByte(live(), at(index));
    }

    @Override
    public void set(int index, byte value) {
        Access.setByte(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, byte expected, byte value) {
        return Access.compareAndSetByte(live(), at(index), expected, value);
    }

    @Override
    public byte getAndAdd(int index, byte delta) {
        return Access.getAndAddByte(live(), at(index), delta);
    }

    @Override
    public byte[] toArray(int from, int to) {
        byte[] copy = new byte[checkRange(from, to)];
        read(ValueLayout.JAVA_BYTE, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(byte[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_BYTE, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(byte value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_BYTE, i, value);
        }
    }
}
