package org.multiprocessing.internal.cell;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Cells of one kind that threads of this process need for a while, over and over again. */
final class NodePool {
    private final int kind;
    private final Deque<Cell> shared = new ConcurrentLinkedDeque<>();
    private final Deque<Cell> local = new ConcurrentLinkedDeque<>();

    NodePool(int kind) {
        this.kind = kind;
    }

    Cell take(Cells cells) {
        Cell known = of(cells).pollFirst();
        return known != null ? known : cells.take(kind, 0);
    }

    void giveBack(Cell cell) {
        of(cell.home()).addFirst(cell);
    }

    private Deque<Cell> of(Cells cells) {
        return cells.isShared() ? shared : local;
    }
}
