package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code boolean} in a cell, or in a file of their own; each is a byte. */
final class CellBooleanArray extends GuardedArray<Boolean> implements BooleanArray {
    private static final long serialVersionUID = 1L;

    CellBooleanArray(Cell cell, int length) {
        super(cell, length, 1);
    }

    @Override
    int type() {
        return GuardedHandles.BOOLEAN_ARRAY;
    }

    @Override
    public boolean get(int index) {
        return Access.getBoolean(live(), at(index));
    }

    @Override
    public void set(int index, boolean value) {
        Access.setBoolean(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, boolean expected, boolean value) {
        return Access.compareAndSetBoolean(live(), at(index), expected, value);
    }

    @Override
    public boolean[] toArray(int from, int to) {
        boolean[] copy = new boolean[checkRange(from, to)];
        MemorySegment memory = live();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = memory.get(ValueLayout.JAVA_BOOLEAN, from + (long) i);
        }
        return copy;
    }

    @Override
    public void copyFrom(boolean[] source, int sourceIndex, int index, int count) {
        MemorySegment memory = live();
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        Objects.checkFromIndexSize(index, count, length());
        for (int i = 0; i < count; i++) {
            memory.set(ValueLayout.JAVA_BOOLEAN, index + (long) i, source[sourceIndex + i]);
        }
    }

    @Override
    public void fill(boolean value) {
        live().fill((byte) (value ? 1 : 0));
    }
}
