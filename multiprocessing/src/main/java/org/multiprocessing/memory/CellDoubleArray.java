package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code double} in a cell, or in a file of their own. */
final class CellDoubleArray extends GuardedArray<Double> implements DoubleArray {
    private static final long serialVersionUID = 1L;

    CellDoubleArray(Cell cell, int length) {
        super(cell, length, Double.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.DOUBLE_ARRAY;
    }

    @Override
    public double get(int index) {
        return Access.getDouble(live(), at(index));
    }

    @Override
    public void set(int index, double value) {
        Access.setDouble(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, double expected, double value) {
        return Access.compareAndSetDouble(live(), at(index), expected, value);
    }

    @Override
    public double getAndAdd(int index, double delta) {
        return Access.getAndAddDouble(live(), at(index), delta);
    }

    @Override
    public double[] toArray(int from, int to) {
        double[] copy = new double[checkRange(from, to)];
        read(ValueLayout.JAVA_DOUBLE, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(double[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_DOUBLE, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(double value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
        }
    }
}
