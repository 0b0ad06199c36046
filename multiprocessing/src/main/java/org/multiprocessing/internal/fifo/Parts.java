package org.multiprocessing.internal.fifo;

import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * The further cells of a fifo, which go with it.
 *
 * @param putLock whoever puts has it
 * @param takeLock whoever takes has it
 * @param room where they wait that put
 * @param done where they wait that want to hear that all is done
 */
record Parts(Cell putLock, Cell takeLock, Cell room, Cell done) {
    static Parts make(Cells cells, Cell fifo) {
        Parts parts = new Parts(
                cells.take(SlabLayout.KIND_LOCK, SlabLayout.FLAG_SELF_REPAIRING),
                cells.take(SlabLayout.KIND_LOCK, SlabLayout.FLAG_SELF_REPAIRING),
                cells.take(SlabLayout.KIND_WAIT, 0),
                cells.take(SlabLayout.KIND_WAIT, 0));
        parts.note(fifo, FifoLayout.PART_PUT_LOCK, parts.putLock);
        parts.note(fifo, FifoLayout.PART_TAKE_LOCK, parts.takeLock);
        parts.note(fifo, FifoLayout.PART_ROOM, parts.room);
        parts.note(fifo, FifoLayout.PART_DONE, parts.done);
        fifo.setInt(FifoLayout.PARTS, FifoLayout.PART_DONE + 1);
        parts.detach();
        return parts;
    }

    /** From now on they go with the fifo, not with the process that has made it. */
    private void detach() {
        putLock.markSent();
        takeLock.markSent();
        room.markSent();
        done.markSent();
    }

    private static int at(int part) {
        return FifoLayout.FIRST_PART + part * FifoLayout.PART_SIZE;
    }

    private void note(Cell fifo, int part, Cell cell) {
        fifo.setInt(at(part), cell.number());
        fifo.setInt(at(part) + Integer.BYTES, cell.generation());
    }

    static Parts of(Cell fifo) {
        return new Parts(
                find(fifo, FifoLayout.PART_PUT_LOCK, SlabLayout.KIND_LOCK),
                find(fifo, FifoLayout.PART_TAKE_LOCK, SlabLayout.KIND_LOCK),
                find(fifo, FifoLayout.PART_ROOM, SlabLayout.KIND_WAIT),
                find(fifo, FifoLayout.PART_DONE, SlabLayout.KIND_WAIT));
    }

    private static Cell find(Cell fifo, int part, int kind) {
        int number = fifo.getInt(at(part));
        return fifo.home().find(number, fifo.getInt(at(part) + Integer.BYTES), kind);
    }
}
