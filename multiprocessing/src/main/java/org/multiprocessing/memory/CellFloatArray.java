package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code float} in a cell, or in a file of their own. */
final class CellFloatArray extends GuardedArray<Float> implements FloatArray {
    private static final long serialVersionUID = 1L;

    CellFloatArray(Cell cell, int length) {
        super(cell, length, Float.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.FLOAT_ARRAY;
    }

    @Override
    public float get(int index) {
        return Access.getFloat(live(), at(index));
    }

    @Override
    public void set(int index, float value) {
        Access.setFloat(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, float expected, float value) {
        return Access.compareAndSetFloat(live(), at(index), expected, value);
    }

    @Override
    public float getAndAdd(int index, float delta) {
        return Access.getAndAddFloat(live(), at(index), delta);
    }

    @Override
    public float[] toArray(int from, int to) {
        float[] copy = new float[checkRange(from, to)];
        read(ValueLayout.JAVA_FLOAT, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(float[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_FLOAT, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(float value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        }
    }
}
