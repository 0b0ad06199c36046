package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code boolean} in a cell. */
final class CellBooleanValue extends GuardedObject implements BooleanValue {
    private static final long serialVersionUID = 1L;

    CellBooleanValue(Cell cell) {
        super(cell, 1);
    }

    @Override
    int type() {
        return GuardedHandles.BOOLEAN_VALUE;
    }

    @Override
    public boolean get() {
        return Access.getBoolean(live(), 0);
    }

    @Override
    public void set(boolean value) {
        Access.setBoolean(live(), 0, value);
    }

    @Override
    public boolean getAndSet(boolean value) {
        return Access.getAndSetBoolean(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(boolean expected, boolean value) {
        return Access.compareAndSetBoolean(live(), 0, expected, value);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
