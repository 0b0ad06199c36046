package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** An {@code int} in a cell. */
final class CellIntValue extends GuardedObject implements IntValue {
    private static final long serialVersionUID = 1L;

    CellIntValue(Cell cell) {
        super(cell, Integer.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.INT_VALUE;
    }

    @Override
    public int get() {
        return Access.getInt(live(), 0);
    }

    @Override
    public void set(int value) {
        Access.setInt(live(), 0, value);
    }

    @Override
    public int getAndSet(int value) {
        return Access.getAndSetInt(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(int expected, int value) {
        return Access.compareAndSetInt(live(), 0, expected, value);
    }

    @Override
    public int getAndAdd(int delta) {
        return Access.getAndAddInt(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
