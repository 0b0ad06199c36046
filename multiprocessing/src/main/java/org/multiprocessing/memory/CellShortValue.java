package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code short} in a cell. */
final class CellShortValue extends GuardedObject implements ShortValue {
    private static final long serialVersionUID = 1L;

    CellShortValue(Cell cell) {
        super(cell, Short.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.SHORT_VALUE;
    }

    @Override
    public short get() {
        return Access.getShort(live(), 0);
    }

    @Override
    public void set(short value) {
        Access.setShort(live(), 0, value);
    }

    @Override
    public short getAndSet(short value) {
        return Access.getAndSetShort(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(short expected, short value) {
        return Access.compareAndSetShort(live(), 0, expected, value);
    }

    @Override
    public short getAndAdd(short delta) {
        return Access.getAndAddShort(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
