package org.multiprocessing.internal.cell;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ConditionLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * Those that wait for a condition, in the order in which they came: a list of cells, one for each waiting thread, that changes
 * under the guard only. The state of each decides between signal, timeout and death in one atomic step. Every store leaves a list
 * that can be walked, since the owner of the guard may die after it.
 */
public final class ConditionQueue {
    /** What {@link #await} says if a signal came. */
    public static final int SIGNALLED = 1;

    /** If the time was over. */
    public static final int TIMED_OUT = 2;

    /** If the caller was interrupted. */
    public static final int INTERRUPTED = 3;

    /** If the owner of the guard has died, and the guard is not held. */
    public static final int ABANDONED = 4;

    private static final int NONE = 0;
    private static final int UNLINKED = -1;
    private static final int NOWHERE = -1;
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SPINS = WaitQueue.SPINS;
    private static final NodePool NODES = new NodePool(SlabLayout.KIND_WAITER);

    private final Cell cell;
    private final OwnerWord guard;

    public ConditionQueue(Cell cell, OwnerWord guard) {
        this.cell = cell;
        this.guard = guard;
    }

    /** Says which lock is the guard, for those that repair. */
    public void begin() {
        cell.setInt(ConditionLayout.GUARD, guard.cell().number());
        cell.setInt(ConditionLayout.GUARD_GENERATION, guard.cell().generation());
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
        node.setInt(ConditionLayout.STATE, ConditionLayout.STATE_WAITING);
        append(node);
        guard.release();
        int outcome = sleep(node, Math.max(0, nanos), interruptible);
        if (takeGuard(node) != OwnerWord.TAKEN) {
            node.setInt(ConditionLayout.STATE, ConditionLayout.STATE_LEFT); // whoever walks the list frees it
            return ABANDONED;
        }
        guard.setCount(count);
        putAway(node);
        cell.check();
        return outcome;
    }

    private int takeGuard(Cell node) {
        try {
            return guard.acquire();
        } catch (ObjectClosedException e) { // then nobody ever walks the list again
            node.setInt(ConditionLayout.CELL, NOWHERE);
            NODES.giveBack(node);
            throw e;
        }
    }

    private void putAway(Cell node) {
        if (node.isFreed()) {
            return; // by one who walked the list after the time was over
        }
        if (node.getInt(ConditionLayout.LINK) != UNLINKED && !cell.isFreed()) {
            unlink(node);
        }
        node.setInt(ConditionLayout.CELL, NOWHERE);
        NODES.giveBack(node);
    }

    private int sleep(Cell node, long nanos, boolean interruptible) {
        long since = System.nanoTime();
        long slice = FIRST_LOOK_NANOS;
        for (int spins = nanos > 0 ? SPINS : 0; spins > 0; spins--) {
            if (node.getInt(ConditionLayout.STATE) == ConditionLayout.STATE_SIGNALLED) {
                return SIGNALLED;
            }
            Thread.onSpinWait();
        }
        while (true) {
            int seen = node.getInt(SlabLayout.SEQUENCE);
            if (node.getInt(ConditionLayout.STATE) == ConditionLayout.STATE_SIGNALLED || takePassedOn(node)) {
                return SIGNALLED;
            }
            long left = nanos == WaitQueue.FOREVER ? nanos : nanos - (System.nanoTime() - since);
            boolean interrupted = interruptible && Thread.currentThread().isInterrupted();
            boolean isOver = guard.isAbandoned() || guard.cell().isFreed() || cell.isFreed();
            if (left <= 0 || interrupted || isOver) {
                return leave(node, interrupted);
            }
            cell.home().sleep(node, SlabLayout.SEQUENCE, seen, Math.min(left, slice), Sleep.of(interruptible, false));
            if (node.getInt(SlabLayout.SEQUENCE) == seen) {
                slice = Math.min(2 * slice, LONGEST_SLEEP_NANOS);
                cell.home().look(guard.cell());
            }
        }
    }

    /** A signal that came first counts; the interrupt is kept for the caller's next wait then. */
    private static int leave(Cell node, boolean interrupted) {
        if (!node.casInt(ConditionLayout.STATE, ConditionLayout.STATE_WAITING, ConditionLayout.STATE_LEFT)) {
            return SIGNALLED;
        }
        return interrupted && Thread.interrupted() ? INTERRUPTED : TIMED_OUT;
    }

    /** Takes a signal whose receiver has died. */
    private boolean takePassedOn(Cell node) {
        int passedOn = cell.getInt(ConditionLayout.PASSED_ON);
        if (passedOn <= 0 || !cell.casInt(ConditionLayout.PASSED_ON, passedOn, passedOn - 1)) {
            return false;
        }
        if (!node.casInt(ConditionLayout.STATE, ConditionLayout.STATE_WAITING, ConditionLayout.STATE_SIGNALLED)) {
            passOn(); // it has got one of its own meanwhile
        }
        return true;
    }

    /** Leaves a signal to whoever waits. */
    void passOn() {
        cell.getAndAddInt(ConditionLayout.PASSED_ON, 1);
        wakeWaiters();
    }

    /** Has all that wait look again: for a signal passed on, an abandoned guard, the end of the condition. */
    public void wakeWaiters() {
        cell.home().each(SlabLayout.KIND_WAITER, node -> {
            if (node.getInt(ConditionLayout.CELL) == cell.number()) {
                wake(node);
            }
        });
    }

    /** Has all that wait for any condition look again: the guard of some of them has been freed. */
    static void wakeEverybody(Cells cells) {
        cells.each(SlabLayout.KIND_WAITER, ConditionQueue::wake);
    }

    static void wake(Cell node) {
        node.getAndAddInt(SlabLayout.SEQUENCE, 1);
        node.home().wake(node, SlabLayout.SEQUENCE, 1);
    }

    /** Wakes the first {@code n}; the caller holds the guard. */
    public void signal(int n) {
        cell.check();
        long wanted = (long) n + cell.getAndSetInt(ConditionLayout.PASSED_ON, 0);
        for (Cell node = first(); node != null && wanted > 0; node = first()) {
            int next = node.getInt(ConditionLayout.LINK);
            boolean signalled =
                    node.casInt(ConditionLayout.STATE, ConditionLayout.STATE_WAITING, ConditionLayout.STATE_SIGNALLED);
            boolean gone = !signalled && node.getInt(ConditionLayout.STATE) == ConditionLayout.STATE_LEFT;
            cell.setInt(
                    ConditionLayout.HEAD,
                    next); // not before the state: a signal that nobody finds in the list would be lost
            node.setInt(ConditionLayout.LINK, UNLINKED);
            if (signalled) {
                wake(node);
                wanted--;
            } else if (gone) {
                cell.home().free(node);
            }
        }
    }

    private @Nullable Cell first() {
        return linked(cell.getInt(ConditionLayout.HEAD));
    }

    private @Nullable Cell linked(int link) {
        return link == NONE ? null : cell.home().at(link - 1);
    }

    private void append(Cell node) {
        int link = node.number() + 1;
        node.setInt(ConditionLayout.LINK, NONE);
        if (cell.getInt(ConditionLayout.HEAD) == NONE) {
            cell.setInt(ConditionLayout.TAIL, link); // before the head, which makes it count
            cell.setInt(ConditionLayout.HEAD, link);
            return;
        }
        Cell last = cell.home().at(cell.getInt(ConditionLayout.TAIL) - 1);
        for (Cell next = linked(last.getInt(ConditionLayout.LINK));
                next != null;
                next = linked(last.getInt(ConditionLayout.LINK))) {
            last = next;
        }
        last.setInt(ConditionLayout.LINK, link);
        cell.setInt(ConditionLayout.TAIL, link);
    }

    private void unlink(Cell node) {
        int link = node.number() + 1;
        int next = node.getInt(ConditionLayout.LINK);
        Cell previous = null;
        for (Cell at = first(); at != null && !at.equals(node); at = linked(at.getInt(ConditionLayout.LINK))) {
            previous = at;
        }
        if (previous == null) {
            if (cell.getInt(ConditionLayout.HEAD) == link) {
                cell.setInt(ConditionLayout.HEAD, next);
            }
            return;
        }
        if (previous.getInt(ConditionLayout.LINK) == link) {
            if (cell.getInt(ConditionLayout.TAIL) == link) {
                cell.setInt(ConditionLayout.TAIL, previous.number() + 1); // before it leaves the list
            }
            previous.setInt(ConditionLayout.LINK, next);
        }
    }

    /** Puts in order what a dead process has left in a cell of its own; returns whether the cell can be freed. */
    static boolean repair(SharedCells cells, Cell node) {
        int number = node.getInt(ConditionLayout.CELL);
        if (number == NOWHERE) {
            return true;
        }
        Cell condition = cells.at(number);
        if (condition.kind() != SlabLayout.KIND_CONDITION
                || condition.generation() != node.getInt(ConditionLayout.CELL_GENERATION)) {
            return true;
        }
        boolean wasSignalled =
                node.casInt(ConditionLayout.STATE, ConditionLayout.STATE_SIGNALLED, ConditionLayout.STATE_LEFT);
        if (wasSignalled) {
            of(cells, condition).passOn();
        } else {
            node.casInt(ConditionLayout.STATE, ConditionLayout.STATE_WAITING, ConditionLayout.STATE_LEFT);
        }
        return node.getInt(ConditionLayout.LINK) == UNLINKED; // else whoever walks the list frees it
    }

    private static ConditionQueue of(SharedCells cells, Cell condition) {
        return new ConditionQueue(condition, new OwnerWord(cells.at(condition.getInt(ConditionLayout.GUARD))));
    }
}
