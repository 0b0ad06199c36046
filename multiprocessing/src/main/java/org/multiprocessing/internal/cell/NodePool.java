package org.multiprocessing.internal.cell;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.multiprocessing.internal.layout.SlabLayout;

/** Cells of one kind that threads of this process need for a while, over and over again. */
final class NodePool {
    private final int kind;
    private final ConcurrentLinkedDeque<Cell> shared = new ConcurrentLinkedDeque<>();

    NodePool(int kind) {
        this.kind = kind;
    }

    Cell take(Cells cells) {
        if (cells.isShared()) {
            for (Cell cell = shared.pollFirst(); cell != null; cell = shared.pollFirst()) {
                if (!cell.isFreed()) {
                    return cell;
                }
            }
        }
        return cells.take(kind, SlabLayout.FLAG_SENT);
    }

    void giveBack(Cell cell) {
        if (cell.home().isShared()) {
            shared.addFirst(cell);
        } else {
            cell.home().free(cell);
        }
    }
}
