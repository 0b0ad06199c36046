package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code int} in a cell, or in a file of their own. */
final class CellIntArray extends GuardedArray<Integer> implements IntArray {
    private static final long serialVersionUID = 1L;

    CellIntArray(Cell cell, int length) {
        super(cell, length, Integer.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.INT_ARRAY;
    }

    @Override
    public int get(int index) {
        return Access.getInt(live(), at(index));
    }

    @Override
    public void set(int index, int value) {
        Access.setInt(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, int expected, int value) {
        return Access.compareAndSetInt(live(), at(index), expected, value);
    }

    @Override
    public int getAndAdd(int index, int delta) {
        return Access.getAndAddInt(live(), at(index), delta);
    }

    @Override
    public int[] toArray(int from, int to) {
        int[] copy = new int[checkRange(from, to)];
        read(ValueLayout.JAVA_INT, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(int[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_INT, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(int value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_INT, i, value);
        }
    }
}
