package org.multiprocessing.internal.cell;

import static org.multiprocessing.internal.layout.ConditionLayout.LINKED;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_DONE;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_LEFT;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_SIGNALLED;
import static org.multiprocessing.internal.layout.ConditionLayout.STATE_WAITING;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ConditionLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * Those that wait for a condition, in the order in which they came: a list of cells, one for each waiting thread, that changes
 * under the guard only. The state of each decides between signal, timeout and death in one atomic step. Every store leaves a list
 * that can be walked, since the owner of the guard may die after it; see {@link WaiterRepair} for what follows then.
 */
public final class ConditionQueue {
    /** What {@link #await} says if a signal came, or none is to be waited for any more. */
    public static final int SIGNALLED = 1;

    /** If the time was over. */
    public static final int TIMED_OUT = 2;

    /** If the caller was interrupted. */
    public static final int INTERRUPTED = 3;

    /** If the owner of the guard has died, and the guard is not held. */
    public static final int ABANDONED = 4;

    private static final int NONE = 0;
    private static final NodePool NODES = new NodePool(SlabLayout.KIND_WAITER);

    private final Cell cell;
    private final OwnerWord guard;

    public ConditionQueue(Cell cell, OwnerWord guard) {
        this.cell = cell;
        this.guard = guard;
    }

    /**
     * Gives up the guard, which the caller holds, waits and takes it again.
     *
     * @return one of the constants
     */
    public int await(long nanos, boolean interruptible) {
        cell.check();
        int count = guard.count();
        Cell node = NODES.take(cell.home());
        node.putInt(ConditionLayout.CELL, cell.number());
        node.putInt(ConditionLayout.CELL_GENERATION, cell.generation());
        node.putInt(ConditionLayout.GUARD, guard.cell().number());
        node.putInt(ConditionLayout.GUARD_GENERATION, guard.cell().generation());
        node.setInt(ConditionLayout.STATE, STATE_WAITING | LINKED); // before it is in the list
        append(node);
        guard.release();
        int outcome = sleep(node, nanos, interruptible);
        if (!acquireGuard(node)) {
            finish(node);
            return ABANDONED;
        }
        guard.setCount(count);
        takeOut(node);
        finish(node);
        cell.check();
        return outcome;
    }

    private void takeOut(Cell node) {
        if (cell.isFreed()) {
            node.clearBits(ConditionLayout.STATE, LINKED); // with its list
        } else if ((node.getInt(ConditionLayout.STATE) & LINKED) != 0) {
            unlink(node);
        }
    }

    private boolean acquireGuard(Cell node) {
        try {
            return guard.acquire() == OwnerWord.TAKEN;
        } catch (ObjectClosedException e) {
            cell.home().free(node); // nobody walks a list whose guard is gone
            throw e;
        }
    }

    /** The owner is done with its cell; if it is in the list still, whoever takes it out frees it. */
    private static void finish(Cell node) {
        if (node.clearBits(ConditionLayout.STATE, ~LINKED) == STATE_DONE) {
            NODES.giveBack(node);
        }
    }

    private int sleep(Cell node, long nanos, boolean interruptible) {
        Patience patience = new Patience(nanos);
        Spin spin = new Spin();
        while (nanos > 0 && kind(node) == STATE_WAITING && spin.pause()) {
            // looks again
        }
        while (true) {
            int seen = node.getInt(SlabLayout.SEQUENCE);
            if (kind(node) == STATE_SIGNALLED) {
                return SIGNALLED;
            }
            long left = patience.left();
            boolean interrupted = interruptible && Thread.currentThread().isInterrupted();
            if (left <= 0 || interrupted || cell.isFreed() || guard.cell().isFreed()) {
                return leave(node, interrupted);
            }
            cell.home()
                    .sleep(node, SlabLayout.SEQUENCE, seen, patience.nextSleep(left), Sleep.of(interruptible, false));
            if (node.getInt(SlabLayout.SEQUENCE) == seen) {
                patience.grow();
                cell.home().look(guard.cell());
            }
        }
    }

    static int kind(Cell node) {
        return node.getInt(ConditionLayout.STATE) & ~LINKED;
    }

    /** Changes how a wait stands, unless somebody else has; it may leave the list meanwhile. */
    static boolean change(Cell node, int from, int to) {
        return node.casInt(ConditionLayout.STATE, from | LINKED, to | LINKED)
                || node.casInt(ConditionLayout.STATE, from, to);
    }

    /** A signal that came first counts; the interrupt is kept for the caller's next wait then. */
    private static int leave(Cell node, boolean interrupted) {
        if (!change(node, STATE_WAITING, STATE_LEFT)) {
            return SIGNALLED;
        }
        return interrupted && Thread.interrupted() ? INTERRUPTED : TIMED_OUT;
    }

    /** Has all that wait for any condition look again: somebody has died. */
    static void wakeEverybody(Cells cells) {
        cells.each(SlabLayout.KIND_WAITER, ConditionQueue::wake);
    }

    /** A condition or a guard has been freed: those that wait find out, and what the dead have left in the list goes. */
    public static void ended(Cells cells) {
        wakeEverybody(cells);
        if (cells.isShared()) { // threads of one JVM do not die
            freeStranded(cells);
        }
    }

    /** Frees the cells that were in the lists of conditions which have been freed, and are nobody's. */
    static void freeStranded(Cells cells) {
        List<Cell> stranded = new ArrayList<>();
        cells.each(SlabLayout.KIND_WAITER, node -> {
            if (isStranded(node)) {
                stranded.add(node);
            }
        });
        stranded.forEach(cells::free);
    }

    /** Whoever holds the guard may have begun to walk the list before the condition was freed, and free what it takes out. */
    private static boolean isStranded(Cell node) {
        if (node.getInt(ConditionLayout.STATE) != (STATE_DONE | LINKED)) {
            return false;
        }
        Cell condition = named(node, ConditionLayout.CELL);
        Cell guard = named(node, ConditionLayout.GUARD);
        return condition == null && (guard == null || new OwnerWord(guard).isHeldByNobody());
    }

    /** Returns what a cell names with number and generation; null if that has been freed. */
    static @Nullable Cell named(Cell node, int at) {
        Cell named = node.home().at(node.getInt(at));
        boolean same = named.kind() != SlabLayout.KIND_FREE && named.generation() == node.getInt(at + Integer.BYTES);
        return same ? named : null;
    }

    private static void wake(Cell node) {
        node.getAndAddInt(SlabLayout.SEQUENCE, 1);
        node.home().wake(node, SlabLayout.SEQUENCE, 1);
    }

    /** Wakes the first {@code n}; the caller holds the guard. */
    public void signal(int n) {
        cell.check();
        int wanted = n;
        for (Cell node = first(); node != null && wanted > 0; node = first()) {
            if (change(node, STATE_WAITING, STATE_SIGNALLED)) {
                wake(node);
                wanted--;
            }
            unlinkAfter(null, node); // after the state: one that nobody finds in the list any more has its signal
        }
    }

    private @Nullable Cell first() {
        return linked(cell.getInt(ConditionLayout.HEAD));
    }

    private @Nullable Cell linked(int link) {
        return link == NONE ? null : cell.home().at(link - 1);
    }

    private static int link(Cell node) {
        return node.number() + 1;
    }

    private void append(Cell node) {
        node.setInt(ConditionLayout.LINK, NONE);
        Cell last = last();
        if (last == null) {
            cell.setInt(ConditionLayout.HEAD, link(node));
        } else {
            last.setInt(ConditionLayout.LINK, link(node));
        }
        cell.setInt(ConditionLayout.TAIL, link(node));
    }

    private @Nullable Cell last() {
        Cell tail = linked(cell.getInt(ConditionLayout.TAIL));
        Cell last = null;
        for (Cell at = tail == null ? first() : tail; at != null; at = linked(at.getInt(ConditionLayout.LINK))) {
            last = at;
        }
        return last;
    }

    private void unlink(Cell node) {
        Cell previous = null;
        for (Cell at = first(); at != null; at = linked(at.getInt(ConditionLayout.LINK))) {
            if (at.equals(node)) {
                unlinkAfter(previous, node);
                return;
            }
            previous = at;
        }
        node.clearBits(ConditionLayout.STATE, LINKED); // somebody died who had taken it out
    }

    private void unlinkAfter(@Nullable Cell previous, Cell node) {
        if (cell.getInt(ConditionLayout.TAIL) == link(node)) {
            cell.setInt(ConditionLayout.TAIL, NONE); // before it leaves the list: the tail is in the list, or unknown
        }
        int next = node.getInt(ConditionLayout.LINK);
        if (previous == null) {
            cell.setInt(ConditionLayout.HEAD, next);
        } else {
            previous.setInt(ConditionLayout.LINK, next);
        }
        if (node.clearBits(ConditionLayout.STATE, LINKED) == STATE_DONE) {
            cell.home().free(node);
        }
    }
}
