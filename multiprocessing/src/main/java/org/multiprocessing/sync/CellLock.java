package org.multiprocessing.sync;

import org.multiprocessing.internal.cell.Cell;

/** A lock in a cell. */
final class CellLock extends AbstractLock {
    private static final long serialVersionUID = 1L;

    CellLock(Cell cell) {
        super(cell);
    }

    @Override
    boolean reenter() {
        if (word().isHeldHere()) {
            throw new IllegalStateException(
                    "this thread holds the lock already, and would wait for itself for ever; use rlock()"
                            + " if it is to take it again");
        }
        return false;
    }

    @Override
    public boolean tryLock() {
        return taken(word().tryAcquire());
    }

    @Override
    public void unlock() {
        cell().check();
        boolean mine = word().isHeldHere();
        if (!mine && Excused.isExcused(cell())) {
            return; // first: whoever has recovered it meanwhile keeps it
        }
        if (!word().release()) {
            throw new IllegalMonitorStateException(
                    word().isAbandoned() ? "the lock is abandoned: recover() takes it" : "the lock is free");
        }
        if (mine) {
            Excused.released(cell());
        }
    }

    @Override
    public String toString() {
        return "Lock[" + state() + "]";
    }
}
