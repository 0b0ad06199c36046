package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.LockLayout;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.shm.Identity;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * Puts in order what a dead process has left in the cells of a session: the locks it held, the permits, its waiting threads, and
 * the wake-ups that it had received or was about to give. Its parent does so when the operating system has reported the end;
 * whoever waits and finds a dead owner does it too. Every step can be done twice, and by one who dies in between.
 */
public final class Repair {
    private final SharedCells cells;
    private final WaiterRepair waiters;
    private final int dead;
    private final boolean orderly;
    private final long pid;
    private final String name;
    private final List<Cell> useless = new ArrayList<>();

    /** Queues of which the dead process held an end. */
    private final List<Cell> left = new ArrayList<>();

    /** By which it held them; freed last, since by them the next one would find the queues. */
    private final List<Cell> holds = new ArrayList<>();

    private Repair(SharedCells cells, int dead, boolean orderly) {
        ProcessEntry entry = cells.session().processes().entry(Identity.slot(dead));
        boolean isInTable = Identity.of(entry) == dead; // else its parent is gone too, and its slot is used again
        this.cells = cells;
        this.waiters = new WaiterRepair(cells);
        this.dead = dead;
        this.orderly = orderly;
        this.pid = isInTable ? entry.pid() : 0;
        this.name = isInTable ? entry.name() : "a process that is gone";
    }

    /**
     * Repairs what a child has left; for its parent, as long as the slot is the dead one's.
     *
     * @param orderly whether it has ended of its own will and without an error
     */
    public static void afterDeath(ProcessEntry entry, boolean orderly) {
        new Repair(SharedCells.current(), Identity.of(entry), orderly).run();
    }

    /** Repairs what a process has left whose end nobody has reported. */
    public static void afterDeath(int dead) {
        of(SharedCells.current(), dead);
    }

    static void of(SharedCells cells, int dead) {
        ProcessEntry entry = cells.session().processes().entry(Identity.slot(dead));
        boolean orderly = Identity.of(entry) == dead && (entry.mark() & ProcessLayout.MARK_ORDERLY) != 0;
        new Repair(cells, dead, orderly).run();
    }

    /** Repairs what the owner of a lock, or the next in its queue, has left, if it is dead. */
    static void ifOwnerDied(SharedCells cells, Cell cell) {
        if (isLock(cell)) {
            ifDead(cells, cell.getInt(LockLayout.OWNER));
        }
        ifDead(cells, cell.getInt(SlabLayout.NEXT));
    }

    private static void ifDead(SharedCells cells, int identity) {
        if (identity > 0 && isDead(cells, identity)) {
            of(cells, identity);
        }
    }

    private static boolean isLock(Cell cell) {
        return cell.kind() == SlabLayout.KIND_LOCK || cell.kind() == SlabLayout.KIND_GUARDED;
    }

    /** Returns whether a process is gone, as far as its slot and its lock tell. */
    static boolean isDead(SharedCells cells, int identity) {
        Session session = cells.session();
        ProcessEntry entry = session.processes().entry(Identity.slot(identity));
        if (identity == cells.self() || entry.slot() == Session.MAIN_SLOT) {
            return false; // who is asked about would not be asking, or nobody would
        }
        if (Identity.of(entry) != identity || entry.state() == ProcessLayout.STATE_FREE) {
            return true;
        }
        try {
            return entry.hasBegun() && session.locks().isFree(entry.slot());
        } catch (IOException e) {
            Log.log(Level.DEBUG, "cannot tell whether " + entry.name() + " is alive", e);
            return false;
        }
    }

    private void run() {
        try {
            cells.session().locks().withTables(this::repairAll);
        } catch (IOException e) {
            Log.log(Level.WARNING, "what " + name + " has left in shared memory could not be repaired", e);
        }
        useless.forEach(cells::free);
        left.forEach(FifoCells::freeIfUnheld);
        holds.forEach(cells::free);
        ConditionQueue.freeStranded(cells);
        cells.rouseEverybody(); // the dead one may have changed something, and not told those that watch
    }

    /** Under the lock of the tables: one repairs at a time, and if it dies, the next begins anew. */
    private int repairAll() {
        cells.each(SlabLayout.KIND_HOLDER, this::endHold); // before those that wait look who holds a queue
        cells.each(SlabLayout.KIND_CONSUMER, this::noteDead);
        cells.eachInUse(this::repair);
        cells.each(SlabLayout.KIND_WAITER, this::repairWaiter); // after the locks, whose waiters it may be
        ConditionQueue.wakeEverybody(cells); // the dead one may have signalled, and not woken yet
        return 0;
    }

    private void repair(Cell cell) {
        boolean isTheDeads = cell.getInt(SlabLayout.CREATOR) == dead;
        switch (cell.kind()) {
            case SlabLayout.KIND_HOLD -> {
                if (isTheDeads) {
                    Hold.repair(cells, cell);
                    useless.add(cell);
                }
            }
            case SlabLayout.KIND_PARTY -> {
                if (isTheDeads) {
                    Party.repair(cell, orderly, pid, name);
                    useless.add(cell);
                }
            }
            case SlabLayout.KIND_LOAN -> {
                if (isTheDeads) {
                    useless.add(cell);
                }
            }
            case SlabLayout.KIND_BELL, SlabLayout.KIND_WAITER, SlabLayout.KIND_HOLDER, SlabLayout.KIND_CONSUMER -> {}
            default -> repairPrimitive(cell, isTheDeads);
        }
    }

    private void endHold(Cell cell) {
        if (cell.getInt(SlabLayout.CREATOR) == dead && !FifoCells.isCarried(cells, cell)) {
            Attachment.noteEnd(cell, left);
            holds.add(cell);
        }
    }

    /** The queue counts what the consumer leaves. */
    private void noteDead(Cell cell) {
        if (cell.getInt(SlabLayout.CREATOR) == dead) {
            cell.setInt(HolderLayout.DEAD, 1);
            if (Attachment.noteDeath(cell) == null) { // it was killed before it took anything, or the queue is gone
                useless.add(cell);
            }
        }
    }

    private void repairWaiter(Cell cell) {
        if (cell.getInt(SlabLayout.CREATOR) == dead && waiters.repair(cell)) {
            useless.add(cell);
        }
    }

    private void repairPrimitive(Cell cell, boolean isTheDeads) {
        if (isTheDeads && !cell.isSent()) {
            useless.add(cell);
            return;
        }
        if (isLock(cell) && cell.getInt(LockLayout.OWNER) == dead) {
            waiters.endWaits(cell);
            if (cell.hasFlag(SlabLayout.FLAG_SELF_REPAIRING)) {
                cell.casInt(LockLayout.OWNER, dead, LockLayout.FREE);
            } else {
                DeadName.write(cell, pid, name); // before the word that announces it
                cell.casInt(LockLayout.OWNER, dead, LockLayout.ABANDONED);
            }
        }
        new WaitQueue(cell).wakeAfterDeath(dead);
    }
}
