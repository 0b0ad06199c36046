package org.multiprocessing.sync;

import org.multiprocessing.internal.cell.Cell;

/** A bounded semaphore in a cell. */
final class SharedBoundedSemaphore extends SharedSemaphore implements BoundedSemaphore {
    private static final long serialVersionUID = 1L;

    SharedBoundedSemaphore(Cell cell) {
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
