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
        if (Excused.isAnybody()) {
            unlockPerhapsLost();
        } else {
            release();
        }
    }

    /** Whoever has recovered meanwhile what this thread has lost keeps it. */
    private void unlockPerhapsLost() {
        boolean mine = word().isHeldHere();
        if (mine || !Excused.isExcused(cell())) {
            release();
        }
        if (mine) {
            Excused.released(cell());
        }
    }

    private void release() {
        if (!word().release()) {
            throw new IllegalMonitorStateException(
                    word().isAbandoned() ? "the lock is abandoned: recover() takes it" : "the lock is free");
        }
    }

    @Override
    public String toString() {
        return "Lock[" + state() + "]";
    }
}
