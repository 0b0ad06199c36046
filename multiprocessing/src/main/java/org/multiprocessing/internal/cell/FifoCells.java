package org.multiprocessing.internal.cell;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.serial.ObjectClosedException;

/** The cells of a queue of messages: its own, its parts, and the holds of what lies in it; and when they go. */
final class FifoCells {
    private FifoCells() {}

    /** Does something with a part, if it is still there. */
    static void part(Cell target, int index, Consumer<Cell> action) {
        if (index < target.getInt(FifoLayout.PARTS)) {
            int at = FifoLayout.FIRST_PART + index * FifoLayout.PART_SIZE;
            Cell part = target.home().at(target.getInt(at));
            if (part.generation() == target.getInt(at + Integer.BYTES)) {
                action.accept(part);
            }
        }
    }

    /** Frees a queue that no process holds, or that somebody who died was about to free. */
    static void freeIfUnheld(Cell target) {
        if (!target.isFreed()
                && (!Attachment.any(target, SlabLayout.KIND_HOLDER)
                        || (target.kind() == SlabLayout.KIND_FIFO && lacksParts(target)))) {
            target.home().free(target);
        }
    }

    /** Returns whether a queue is freed, or about to be: its parts go before its files. */
    static boolean isBeingFreed(Cell fifo) {
        return fifo.isFreed() || lacksParts(fifo);
    }

    private static boolean lacksParts(Cell target) {
        int[] found = {0};
        int wanted = target.getInt(FifoLayout.PARTS);
        for (int index = 0; index < wanted; index++) {
            part(target, index, part -> found[0]++);
        }
        return found[0] < wanted;
    }

    static void freeParts(Cell target) {
        for (int index = 0; index < FifoLayout.PART_DONE + 1; index++) {
            part(target, index, part -> part.home().free(part));
        }
    }

    /** Returns whether a hold belongs to a message that lies in a queue. */
    static boolean isCarried(Cells cells, Cell hold) {
        int generation = hold.getInt(HolderLayout.CARRIER_GENERATION);
        if (generation == HolderLayout.NO_CARRIER) {
            return false;
        }
        Cell carrier = cells.at(hold.getInt(HolderLayout.CARRIER));
        return carrier.kind() == SlabLayout.KIND_FIFO
                && carrier.generation() == generation
                && messages(carrier) > hold.getLong(HolderLayout.CARRIER_INDEX);
    }

    /** Returns how many messages a queue was ever given. Nobody puts any while its put lock is a dead process's. */
    private static long messages(Cell fifo) {
        try {
            return fifo.home().data(fifo).get(ValueLayout.JAVA_LONG, FifoLayout.COUNT);
        } catch (ObjectClosedException e) {
            return 0; // it is being freed
        }
    }

    /** Nobody will read the messages of a queue that was freed. */
    static void endCarried(Cell carrier) {
        List<Cell> found = new ArrayList<>();
        carrier.home().each(SlabLayout.KIND_HOLDER, hold -> {
            if (hold.getInt(HolderLayout.CARRIER) == carrier.number()
                    && hold.getInt(HolderLayout.CARRIER_GENERATION) == carrier.generation()) {
                found.add(hold);
            }
        });
        found.forEach(hold -> new Attachment(hold).endHold());
    }
}
