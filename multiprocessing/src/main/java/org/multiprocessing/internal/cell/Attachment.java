package org.multiprocessing.internal.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * That a process has something to do with a cell: it holds an end of a queue, or has borrowed memory, or takes items. It is a cell
 * of the process, so it goes when the process dies.
 */
public final class Attachment {
    private final Cell cell;

    Attachment(Cell cell) {
        this.cell = cell;
    }

    /** Attaches this process to a cell. */
    public static Attachment make(Cell target, int kind, int role) {
        Cell cell = target.home().take(kind, 0);
        if (kind == SlabLayout.KIND_HOLDER) {
            cell.setInt(HolderLayout.CARRIER_GENERATION, HolderLayout.NO_CARRIER);
        }
        cell.setLong(HolderLayout.PID, cell.home().pid(cell.home().self()));
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

    /** Returns whether any process is attached to a cell, and has not begun to end that. */
    static boolean any(Cell target, int kind) {
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
            FifoCells.freeIfUnheld(target);
        }
        end();
    }

    private static void tellOfChange(Cell target) {
        if (target.kind() == SlabLayout.KIND_LEASE) {
            return; // whoever watches it wants to know when it is freed
        }
        new WaitQueue(target).wakeEverybody();
        FifoCells.part(target, FifoLayout.PART_ROOM, room -> new WaitQueue(room).wakeEverybody());
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
        if (!isOf(attached, target)) {
            return null;
        }
        if (target.kind() == SlabLayout.KIND_FIFO) {
            target.getAndAddInt(FifoLayout.CHANGES, 1);
            return target;
        }
        return target.kind() == SlabLayout.KIND_LEASE ? target : null;
    }

    /** Frees whatever of a kind is attached to a cell. */
    static void freeAll(Cell target, int kind) {
        each(target, kind, Attachment::end);
    }
}
