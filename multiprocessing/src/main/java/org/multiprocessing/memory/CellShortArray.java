package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code short} in a cell, or in a file of their own. */
final class CellShortArray extends GuardedArray<Short> implements ShortArray {
    private static final long serialVersionUID = 1L;

    CellShortArray(Cell cell, int length) {
        super(cell, length, Short.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.SHORT_ARRAY;
    }

    @Override
    public short get(int index) {
        return Access.getShort(live(), at(index));
    }

    @Override
    public void set(int index, short value) {
        Access.setShort(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, short expected, short value) {
        return Access.compareAndSetShort(live(), at(index), expected, value);
    }

    @Override
    public short getAndAdd(int index, short delta) {
        return Access.getAndAddShort(live(), at(index), delta);
    }

    @Override
    public short[] toArray(int from, int to) {
        short[] copy = new short[checkRange(from, to)];
        read(ValueLayout.JAVA_SHORT, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(short[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_SHORT, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(short value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_SHORT, i, value);
        }
    }
}
