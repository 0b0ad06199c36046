package org.multiprocessing.internal.cell;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * That a process has something to do with a cell: it holds an end of a queue, or has borrowed memory, or takes items. It is a cell
 * of the process, so it goes when the process dies.
 */
public final class Attachment {
    private final Cell cell;

    private Attachment(Cell cell) {
        this.cell = cell;
    }

    /** Attaches this process to a cell. */
    public static Attachment make(Cell target, int kind, int role) {
        Cell cell = target.home().take(kind, 0);
        if (kind == SlabLayout.KIND_HOLDER) {
            cell.setInt(HolderLayout.CARRIER_GENERATION, HolderLayout.NO_CARRIER);
        }
        cell.setLong(HolderLayout.PID, ProcessHandle.current().pid());
        cell.setInt(HolderLayout.TARGET_GENERATION, target.generation());
        cell.setInt(HolderLayout.TARGET, target.number());
        cell.setInt(HolderLayout.ROLE, role); // last: without a role, it is attached to nothing yet
        return new Attachment(cell);
    }

    /** Returns the one in a cell, which may be gone. */
    public static Attachment at(Cells cells, int number) {
        return new Attachment(cells.at(number));
    }

    public Cell cell() {
        return cell;
    }

    /** Returns whether any process is attached to a cell in a role. */
    public static boolean any(Cell target, int kind, int role) {
        return target.home().hasAny(kind, cell -> isOf(cell, target) && cell.getInt(HolderLayout.ROLE) == role);
    }

    private static boolean any(Cell target, int kind) {
        return target.home().hasAny(kind, cell -> isOf(cell, target) && cell.getInt(HolderLayout.ROLE) > 0);
    }

    /** Does something with all of a kind that are attached to a cell. */
    public static void each(Cell target, int kind, Consumer<Attachment> action) {
        List<Cell> found = new ArrayList<>();
        target.home().each(kind, cell -> {
            if (isOf(cell, target)) {
                found.add(cell);
            }
        });
        found.forEach(cell -> action.accept(new Attachment(cell)));
    }

    private static boolean isOf(Cell cell, Cell target) {
        return cell.getInt(HolderLayout.ROLE) != 0
                && cell.getInt(HolderLayout.TARGET) == target.number()
                && cell.getInt(HolderLayout.TARGET_GENERATION) == target.generation();
    }

    /**
     * Says that it belongs to a message that is about to be put into a queue, whose put lock the caller has. In the queue that it
     * holds, it could not end by itself.
     */
    public void carriedBy(int number, int generation, long index) {
        if (number != cell.getInt(HolderLayout.TARGET)) {
            cell.setLong(HolderLayout.CARRIER_INDEX, index);
            cell.setInt(HolderLayout.CARRIER, number);
            cell.setInt(HolderLayout.CARRIER_GENERATION, generation);
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

    /** Has it go with the parent of this process, not with this one. */
    public void giveToParent() {
        cell.setInt(SlabLayout.CREATOR, cell.home().parent());
    }

    /** Ends it; does nothing the second time. */
    public void end() {
        cell.home().free(cell);
    }

    /** Ends a process's hold of a queue: the others look whether anybody holds it still, and if nobody does, it is freed. */
    public void endHold() {
        List<Cell> targets = new ArrayList<>(1);
        cell.home().alone(() -> {
            if (!cell.isFreed()) {
                noteEnd(cell, targets);
            }
        });
        for (Cell target : targets) { // if this process dies from here on, Repair finds the cell, and does it again
            tellOfChange(target);
            freeIfUnheld(target);
        }
        end();
    }

    private static void tellOfChange(Cell target) {
        new WaitQueue(target).wakeEverybody();
        part(target, FifoLayout.PART_ROOM, room -> new WaitQueue(room).wakeEverybody());
    }

    private static void part(Cell target, int index, Consumer<Cell> action) {
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
        if (!target.isFreed() && (!any(target, SlabLayout.KIND_HOLDER) || lacksParts(target))) {
            target.home().free(target);
        }
    }

    private static boolean lacksParts(Cell target) {
        int[] found = {0};
        int wanted = target.getInt(FifoLayout.PARTS);
        for (int index = 0; index < wanted; index++) {
            part(target, index, part -> found[0]++);
        }
        return found[0] < wanted;
    }

    /** Has an end of a queue held no more; under the lock of the tables, so that nobody sees the count of changes and not why. */
    static void noteEnd(Cell holder, List<Cell> targets) {
        Cell target = noteDeath(holder);
        if (target != null) { // else it was killed before it held anything
            holder.setInt(HolderLayout.ROLE, HolderLayout.ROLE_ENDED);
            targets.add(target);
        }
    }

    /** Has those that look at the target look again; returns it, or null if there is none. */
    static @Nullable Cell noteDeath(Cell attached) {
        Cell target = attached.home().at(attached.getInt(HolderLayout.TARGET));
        if (target.kind() != SlabLayout.KIND_FIFO || !isOf(attached, target)) {
            return null;
        }
        target.getAndAddInt(FifoLayout.CHANGES, 1);
        return target;
    }

    static void freeParts(Cell target) {
        for (int index = 0; index < FifoLayout.PART_DONE + 1; index++) {
            part(target, index, part -> part.home().free(part));
        }
    }

    /** Frees whatever of a kind is attached to a cell. */
    static void freeAll(Cell target, int kind) {
        each(target, kind, Attachment::end);
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
