package org.multiprocessing.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.layout.SlabLayout;

/** The library's own locks, when what they guard is freed by somebody else meanwhile. */
class OwnerWordTest {
    private final SharedCells cells = SharedCells.current();

    /** Takes cells until this one comes again, and gives the others back. */
    private Cell again(Cell freed) {
        List<Cell> others = new ArrayList<>();
        Cell next = cells.take(SlabLayout.KIND_LOCK, 0);
        while (next.number() != freed.number()) {
            others.add(next);
            next = cells.take(SlabLayout.KIND_LOCK, 0);
        }
        others.forEach(cells::free);
        return next;
    }

    /** One thread puts into a queue, another one frees it, a third one makes a lock in the same cell and holds it. */
    @Test
    void leavingAFreedLockLeavesItsSuccessorAlone() {
        Cell cell = cells.take(SlabLayout.KIND_LOCK, 0);
        OwnerWord lock = new OwnerWord(cell);
        lock.enter();
        cells.free(cell);
        Cell reused = again(cell);
        OwnerWord successor = new OwnerWord(reused);
        successor.enter();
        lock.leave();
        assertThat(successor.isFree()).isFalse();
        successor.leave();
        assertThat(successor.isFree()).isTrue();
        cells.free(reused);
    }
}
