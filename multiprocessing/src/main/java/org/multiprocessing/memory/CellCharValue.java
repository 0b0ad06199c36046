package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code char} in a cell. */
final class CellCharValue extends GuardedObject implements CharValue {
    private static final long serialVersionUID = 1L;

    CellCharValue(Cell cell) {
        super(cell, Character.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.CHAR_VALUE;
    }

    @Override
    public char get() {
        return Access.getChar(live(), 0);
    }

    @Override
    public void set(char value) {
        Access.setChar(live(), 0, value);
    }

    @Override
    public char getAndSet(char value) {
        return Access.getAndSetChar(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(char expected, char value) {
        return Access.compareAndSetChar(live(), 0, expected, value);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
