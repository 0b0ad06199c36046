package org.multiprocessing.internal.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.BarrierLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.CellHandle;

/** That this process takes part in a barrier, in a cell of its own, so that the others hear of its death. */
final class Party {
    private static final Party NOBODY_ELSE = new Party(null);
    private static final Map<CellHandle, Party> OWN = new ConcurrentHashMap<>();

    private final @Nullable Cell node;

    private Party(@Nullable Cell node) {
        this.node = node;
    }

    static Party of(Cell barrier) {
        if (!barrier.home().isShared()) {
            return NOBODY_ELSE;
        }
        Party known = OWN.get(barrier.handle());
        if (known != null) {
            return known;
        }
        OWN.values().removeIf(Party::isOver);
        return OWN.computeIfAbsent(barrier.handle(), handle -> join(barrier));
    }

    private static Party join(Cell barrier) {
        Cell node = barrier.home().take(SlabLayout.KIND_PARTY, 0);
        node.putInt(BarrierLayout.CELL_GENERATION, barrier.generation());
        node.setInt(BarrierLayout.CELL, barrier.number());
        return new Party(node);
    }

    /** Frees the cell if the barrier has been freed, and none of those that waited is still about to leave it. */
    private boolean isOver() {
        if (node == null || find(node) != null || node.getInt(BarrierLayout.WAITING) > 0) {
            return false;
        }
        node.home().free(node);
        return true;
    }

    private static @Nullable Cell find(Cell node) {
        Cell barrier = node.home().at(node.getInt(BarrierLayout.CELL));
        boolean same = barrier.kind() == SlabLayout.KIND_BARRIER
                && barrier.generation() == node.getInt(BarrierLayout.CELL_GENERATION);
        return same ? barrier : null;
    }

    /** A thread begins to wait: from now on the end of this process, in whatever way, breaks the barrier. */
    void begin() {
        if (node != null) {
            node.getAndAddInt(BarrierLayout.WAITING, 1);
        }
    }

    void end() {
        if (node != null) {
            node.getAndAddInt(BarrierLayout.WAITING, -1);
        }
    }

    static void repair(Cell node, boolean orderly, long pid, String name) {
        Cell barrier = find(node);
        if (barrier != null && (!orderly || node.getInt(BarrierLayout.WAITING) > 0)) {
            new MeetingPoint(barrier).breakBy(pid, name);
        }
    }
}
