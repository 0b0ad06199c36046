package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code float} in a cell. */
final class CellFloatValue extends GuardedObject implements FloatValue {
    private static final long serialVersionUID = 1L;

    CellFloatValue(Cell cell) {
        super(cell, Float.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.FLOAT_VALUE;
    }

    @Override
    public float get() {
        return Access.getFloat(live(), 0);
    }

    @Override
    public void set(float value) {
        Access.setFloat(live(), 0, value);
    }

    @Override
    public float getAndSet(float value) {
        return Access.getAndSetFloat(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(float expected, float value) {
        return Access.compareAndSetFloat(live(), 0, expected, value);
    }

    @Override
    public float getAndAdd(float delta) {
        return Access.getAndAddFloat(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
