package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code long} in a cell. */
final class CellLongValue extends GuardedObject implements LongValue {
    private static final long serialVersionUID = 1L;

    CellLongValue(Cell cell) {
        super(cell, Long.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.LONG_VALUE;
    }

    @Override
    public long get() {
        return Access.getLong(live(), 0);
    }

    @Override
    public void set(long value) {
        Access.setLong(live(), 0, value);
    }

    @Override
    public long getAndSet(long value) {
        return Access.getAndSetLong(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return Access.compareAndSetLong(live(), 0, expected, value);
    }

    @Override
    public long getAndAdd(long delta) {
        return Access.getAndAddLong(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
