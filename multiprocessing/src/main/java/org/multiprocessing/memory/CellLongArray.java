package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code long} in a cell, or in a file of their own. */
final class CellLongArray extends GuardedArray<Long> implements LongArray {
    private static final long serialVersionUID = 1L;

    CellLongArray(Cell cell, int length) {
        super(cell, length, Long.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.LONG_ARRAY;
    }

    @Override
    public long get(int index) {
        return Access.getLong(live(), at(index));
    }

    @Override
    public void set(int index, long value) {
        Access.setLong(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return Access.compareAndSetLong(live(), at(index), expected, value);
    }

    @Override
    public long getAndAdd(int index, long delta) {
        return Access.getAndAddLong(live(), at(index), delta);
    }

    @Override
    public long[] toArray(int from, int to) {
        long[] copy = new long[checkRange(from, to)];
        read(ValueLayout.JAVA_LONG, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(long[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_LONG, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(long value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_LONG, i, value);
        }
    }
}
