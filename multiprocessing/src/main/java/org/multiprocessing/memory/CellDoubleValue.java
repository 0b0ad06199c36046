package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code double} in a cell. */
final class CellDoubleValue extends GuardedObject implements DoubleValue {
    private static final long serialVersionUID = 1L;

    CellDoubleValue(Cell cell) {
        super(cell, Double.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.DOUBLE_VALUE;
    }

    @Override
    public double get() {
        return Access.getDouble(live(), 0);
    }

    @Override
    public void set(double value) {
        Access.setDouble(live(), 0, value);
    }

    @Override
    public double getAndSet(double value) {
        return Access.getAndSetDouble(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(double expected, double value) {
        return Access.compareAndSetDouble(live(), 0, expected, value);
    }

    @Override
    public double getAndAdd(double delta) {
        return Access.getAndAddDouble(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
