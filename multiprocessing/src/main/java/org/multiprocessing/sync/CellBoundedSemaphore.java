package org.multiprocessing.sync;

import org.multiprocessing.internal.cell.Cell;

/** A bounded semaphore in a cell. */
final class CellBoundedSemaphore extends CellSemaphore implements BoundedSemaphore {
    private static final long serialVersionUID = 1L;

    CellBoundedSemaphore(Cell cell) {
        super(cell);
    }

    @Override
    public int bound() {
        return permits().bound();
    }

    @Override
    public String toString() {
        return "Bounded" + super.toString();
    }
}
