package org.multiprocessing.memory;

import org.multiprocessing.internal.cell.Cell;

/** A {@code byte} in a cell. */
final class CellByteValue extends GuardedObject implements ByteValue {
    private static final long serialVersionUID = 1L;

    CellByteValue(Cell cell) {
        super(cell, Byte.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.BYTE_VALUE;
    }

    @Override
    public byte get() {
        return Access.getByte(live(), 0);
    }

    @Override
    public void set(byte value) {
        Access.setByte(live(), 0, value);
    }

    @Override
    public byte getAndSet(byte value) {
        return Access.getAndSetByte(live(), 0, value);
    }

    @Override
    public boolean compareAndSet(byte expected, byte value) {
        return Access.compareAndSetByte(live(), 0, expected, value);
    }

    @Override
    public byte getAndAdd(byte delta) {
        return Access.getAndAddByte(live(), 0, delta);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
