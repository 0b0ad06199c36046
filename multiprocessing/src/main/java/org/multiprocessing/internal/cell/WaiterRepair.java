package org.multiprocessing.internal.cell;

import static org.multiprocessing.internal.layout.ConditionLayout.LINKED;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_DONE;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_SIGNALLED;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_WAITING;

import org.multiprocessing.internal.layout.ConditionLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * What follows for those that wait for conditions when a process dies: nobody sleeps on for a signal that died with it. It is found
 * by walking the cells, not the lists, whose guard may be held.
 */
final class WaiterRepair {
    private final SharedCells cells;

    WaiterRepair(SharedCells cells) {
        this.cells = cells;
    }

    /**
     * Ends all waiting for the conditions of a lock whose owner has died, which may have been about to signal. To be called before
     * that lock can be taken again: then they find out whether it is abandoned, or wake for no reason.
     */
    void endWaits(Cell guard) {
        cells.each(SlabLayout.KIND_WAITER, node -> {
            Cell itsGuard = ConditionQueue.named(node, ConditionLayout.GUARD);
            if (itsGuard != null && itsGuard.equals(guard)) {
                ConditionQueue.change(node, STATE_WAITING, STATE_SIGNALLED);
            }
        });
    }

    /** Puts in order what a dead one's wait has left; returns whether its cell can be freed. */
    boolean repair(Cell node) {
        Cell condition = ConditionQueue.named(node, ConditionLayout.CELL);
        if (condition == null) {
            return true;
        }
        while (ConditionQueue.kind(node) != STATE_DONE) {
            int kind = ConditionQueue.kind(node);
            if (kind == STATE_SIGNALLED) {
                handOn(condition); // first of all: whoever repairs may die in between, and another one does it again
                node.clearBits(ConditionLayout.STATE, ~LINKED);
            } else {
                ConditionQueue.change(node, kind, STATE_DONE); // fails if it is signalled just now
            }
        }
        return node.getInt(ConditionLayout.STATE) == STATE_DONE; // else whoever takes it out of the list frees it
    }

    /** Gives a dead one's signal to another one that waits, if there is one. */
    private void handOn(Cell condition) {
        boolean[] given = {false};
        cells.each(SlabLayout.KIND_WAITER, node -> {
            boolean waitsHere = node.getInt(ConditionLayout.CELL) == condition.number()
                    && node.getInt(ConditionLayout.CELL_GENERATION) == condition.generation();
            if (!given[0] && waitsHere) {
                given[0] = ConditionQueue.change(node, STATE_WAITING, STATE_SIGNALLED);
            }
        });
    }
}
