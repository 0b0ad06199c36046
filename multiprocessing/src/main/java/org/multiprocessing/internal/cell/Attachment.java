package org.multiprocessing.internal.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;

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
        return target.home().hasAny(kind, cell -> isOf(cell, target));
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

    /** Says that it belongs to a message in a queue from now on. In the queue that it holds, it could not end by itself. */
    public void carriedBy(int number, int generation) {
        if (number != cell.getInt(HolderLayout.TARGET)) {
            cell.setInt(HolderLayout.CARRIER, number);
            cell.setInt(HolderLayout.CARRIER_GENERATION, generation);
        }
    }

    /** Returns whether a hold belongs to a message that lies in a queue. */
    static boolean isCarried(Cells cells, Cell hold) {
        int generation = hold.getInt(HolderLayout.CARRIER_GENERATION);
        return generation != HolderLayout.NO_CARRIER
                && cells.at(hold.getInt(HolderLayout.CARRIER)).generation() == generation;
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
        if (!cell.isFreed()) {
            Cell target = cell.home().at(cell.getInt(HolderLayout.TARGET));
            boolean isThere = isOf(cell, target);
            end();
            if (isThere) {
                noteChange(target);
                freeIfUnheld(target);
            }
        }
    }

    private static void noteChange(Cell target) {
        target.getAndAddInt(FifoLayout.CHANGES, 1);
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

    /** Frees a queue that no process holds. */
    static void freeIfUnheld(Cell target) {
        if (!target.isFreed() && !any(target, SlabLayout.KIND_HOLDER)) {
            target.home().free(target);
        }
    }

    /** Notes at its target that one of a dead process is over; the caller wakes all waiters. Returns the target. */
    static Cell noteEnd(Cells cells, Cell holder) {
        Cell target = cells.at(holder.getInt(HolderLayout.TARGET));
        if (isOf(holder, target)) {
            target.getAndAddInt(FifoLayout.CHANGES, 1);
        }
        return target;
    }

    static void freeParts(Cell target) {
        for (int index = 0; index < FifoLayout.PART_DONE + 1; index++) {
            part(target, index, part -> part.home().free(part));
        }
    }

    /** Frees whatever is attached to a cell that was freed. */
    static void freeAll(Cell target) {
        for (int kind = SlabLayout.KIND_HOLDER; kind <= SlabLayout.KIND_CONSUMER; kind++) {
            each(target, kind, Attachment::end);
        }
        endCarried(target);
    }

    /** Nobody will read the messages of a queue that was freed. */
    private static void endCarried(Cell carrier) {
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
