package org.multiprocessing.sync;

import org.multiprocessing.internal.cell.Cell;

/** A reentrant lock in a cell. */
final class CellRLock extends AbstractLock implements RLock {
    private static final long serialVersionUID = 1L;

    CellRLock(Cell cell) {
        super(cell);
    }

    @Override
    boolean reenter() {
        if (!word().isHeldHere()) {
            return false;
        }
        if (word().count() == Integer.MAX_VALUE) {
            throw new IllegalStateException("the lock was taken " + Integer.MAX_VALUE + " times, which is the limit");
        }
        word().setCount(word().count() + 1);
        return true;
    }

    @Override
    public boolean tryLock() {
        return reenter() || taken(word().tryAcquire());
    }

    @Override
    public void unlock() {
        cell().check();
        if (word().isHeldHere()) {
            if (word().count() > 1) {
                word().setCount(word().count() - 1);
            } else {
                word().release();
                Excused.released(cell());
            }
        } else if (!Excused.isExcused(cell())) {
            throw new IllegalMonitorStateException("this thread does not hold the lock");
        }
    }

    @Override
    public int getHoldCount() {
        cell().check();
        return word().isHeldHere() ? word().count() : 0;
    }

    @Override
    public String toString() {
        return "RLock[" + state() + "]";
    }
}
