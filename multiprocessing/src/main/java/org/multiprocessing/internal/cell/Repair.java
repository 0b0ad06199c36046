package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.layout.LockLayout;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * Puts in order what a dead process has left in the cells of a session: the locks it held, the permits, its waiting threads, and
 * the wake-ups that it had received or was about to give. Its parent does so when the operating system has reported the end;
 * whoever waits and finds a dead owner does it too. Every step can be done twice, and by one who dies in between.
 */
public final class Repair {
    private static final long ORPHAN_NANOS = 10_000_000;
    private static final int ORPHAN_LOOKS = 500;

    private final SharedCells cells;
    private final WaiterRepair waiters;
    private final int dead;
    private final boolean orderly;
    private final long pid;
    private final String name;
    private final List<Cell> useless = new ArrayList<>();

    private Repair(SharedCells cells, ProcessEntry entry, boolean orderly) {
        this.cells = cells;
        this.waiters = new WaiterRepair(cells);
        this.dead = Identity.of(entry.slot(), entry.generation());
        this.orderly = orderly;
        this.pid = entry.pid();
        this.name = entry.name();
    }

    /**
     * Repairs what a child has left; for its parent, as long as the slot is the dead one's.
     *
     * @param orderly whether it has ended of its own will and without an error
     */
    public static void afterDeath(Session session, ProcessEntry entry, boolean orderly) {
        SharedCells cells = SharedCells.current();
        new Repair(cells, entry, orderly).run();
        followOrphans(cells, entry);
    }

    /** The children of a dead process die too, and their parent is not there to repair what they leave. */
    private static void followOrphans(SharedCells cells, ProcessEntry parent) {
        List<ProcessEntry> orphans = cells.session().processes().childrenOf(parent);
        if (!orphans.isEmpty()) {
            Thread.ofPlatform().daemon().name("multiprocessing-orphans").start(() -> awaitAndRepair(cells, orphans));
        }
    }

    private static void awaitAndRepair(SharedCells cells, List<ProcessEntry> orphans) {
        List<Integer> generations =
                orphans.stream().map(ProcessEntry::generation).toList();
        List<ProcessEntry> left = new ArrayList<>(orphans);
        for (int i = 0; i < ORPHAN_LOOKS && !left.isEmpty(); i++) {
            left.removeIf(entry -> {
                int identity = Identity.of(entry.slot(), generations.get(orphans.indexOf(entry)));
                boolean gone = isDead(cells.session(), identity);
                if (gone && Identity.of(entry.slot(), entry.generation()) == identity) {
                    new Repair(cells, entry, false).run();
                    followOrphans(cells, entry);
                }
                return gone;
            });
            Delay.pass(ORPHAN_NANOS);
        }
    }

    /** Repairs what the owner of a lock, or the next in its queue, has left, if it is dead. */
    static void ifOwnerDied(SharedCells cells, Cell cell) {
        int kind = cell.kind();
        if (kind == SlabLayout.KIND_LOCK || kind == SlabLayout.KIND_GUARDED) {
            ifDead(cells, cell.getInt(LockLayout.OWNER));
        }
        ifDead(cells, cell.getInt(SlabLayout.NEXT));
    }

    private static void ifDead(SharedCells cells, int identity) {
        if (identity > 0 && isDead(cells.session(), identity)) {
            ProcessEntry entry = cells.session().processes().entry(Identity.slot(identity));
            new Repair(cells, entry, identity).run();
        }
    }

    /** When its parent is gone too: its slot may be used again, and its name be lost. */
    private Repair(SharedCells cells, ProcessEntry entry, int identity) {
        boolean same = Identity.of(entry.slot(), entry.generation()) == identity;
        this.cells = cells;
        this.waiters = new WaiterRepair(cells);
        this.dead = identity;
        this.orderly = same && (entry.mark() & ProcessLayout.MARK_ORDERLY) != 0;
        this.pid = same ? entry.pid() : 0;
        this.name = same ? entry.name() : "a process that is gone";
    }

    private static boolean isDead(Session session, int identity) {
        ProcessEntry entry = session.processes().entry(Identity.slot(identity));
        if (identity == SharedCells.current().self()) {
            return false;
        }
        int state = entry.state();
        if (Identity.of(entry.slot(), entry.generation()) != identity || state == ProcessLayout.STATE_FREE) {
            return true;
        }
        try {
            boolean begun = state == ProcessLayout.STATE_RUNNING || state == ProcessLayout.STATE_ENDING;
            return begun && entry.slot() != Session.MAIN_SLOT && session.locks().isFree(entry.slot());
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
    }

    /** Under the lock of the tables: one repairs at a time, and if it dies, the next begins anew. */
    private int repairAll() {
        cells.eachInUse(this::repair);
        cells.each(SlabLayout.KIND_WAITER, this::repairWaiter); // after the locks, whose waiters it may be
        cells.each(SlabLayout.KIND_WAITER, ConditionQueue::wake); // the dead one may have signalled, and not woken yet
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
            case SlabLayout.KIND_BELL, SlabLayout.KIND_WAITER -> {}
            default -> repairPrimitive(cell, isTheDeads);
        }
    }

    private void repairWaiter(Cell cell) {
        if (cell.getInt(SlabLayout.CREATOR) == dead && waiters.repair(cell)) {
            useless.add(cell);
        }
    }

    private void repairPrimitive(Cell cell, boolean isTheDeads) {
        if (isTheDeads && !cell.hasFlag(SlabLayout.FLAG_SENT)) {
            useless.add(cell);
            return;
        }
        boolean isLock = cell.kind() == SlabLayout.KIND_LOCK || cell.kind() == SlabLayout.KIND_GUARDED;
        if (isLock && cell.getInt(LockLayout.OWNER) == dead) {
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
