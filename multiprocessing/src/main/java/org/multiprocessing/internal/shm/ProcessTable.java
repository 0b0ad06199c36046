package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.ProcessLayout;

/** Who lives in a session: one {@link ProcessEntry} for each process, found by slot. */
public final class ProcessTable {
    /** How deep processes may start processes. */
    public static final int MAX_DEPTH = 16;

    private final ByteBuffer control;
    private final LifeLocks locks;

    ProcessTable(ByteBuffer control, LifeLocks locks) {
        this.control = control;
        this.locks = locks;
    }

    /** Returns the entry of the process in {@code slot}. */
    public ProcessEntry entry(int slot) {
        return new ProcessEntry(control, ControlLayout.PROCESS_TABLE + slot * ProcessLayout.SIZE, slot);
    }

    void enterMain() {
        ProcessEntry main = entry(Session.MAIN_SLOT);
        main.clear(1);
        main.putName("MainProcess");
        main.setPid(ProcessHandle.current().pid());
        main.setState(ProcessLayout.STATE_RUNNING);
    }

    /**
     * Takes a free slot for a child JVM of this process.
     *
     * @param standby whether it is launched before it is needed
     * @throws IllegalStateException if the tree is too deep or too large
     */
    public ProcessEntry claim(Session parent, boolean standby) throws IOException {
        int depth = entry(parent.slot()).depth() + 1;
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException("the process would be nested " + depth + " deep; at most " + MAX_DEPTH
                    + " are allowed: does it start itself?");
        }
        int slot = locks.withTables(() -> claimSlot(parent, depth));
        ProcessEntry entry = entry(slot);
        if (standby) {
            entry.markStandby();
        }
        if (parent.os().canWake()) {
            entry.announceParentCanWake();
        }
        return entry;
    }

    /** Returns the entries of those whose parent is, or was, the process in an entry. */
    public List<ProcessEntry> childrenOf(ProcessEntry parent) {
        List<ProcessEntry> children = new ArrayList<>();
        for (int slot = 1; slot < ControlLayout.PROCESSES; slot++) {
            ProcessEntry entry = entry(slot);
            if (entry.state() != ProcessLayout.STATE_FREE
                    && entry.parentSlot() == parent.slot()
                    && entry.parentGeneration() == parent.generation()) {
                children.add(entry);
            }
        }
        return children;
    }

    /**
     * Has this JVM enter the place that its parent has claimed for it; returns false if that was given up, since the parent died
     * meanwhile.
     */
    boolean enter(int slot, int generation) throws IOException {
        ProcessEntry entry = entry(slot);
        return locks.withTables(
                        new LifeLocks.TableAction() { // no lambda: see ChildMain
                            @Override
                            public int run() throws IOException {
                                if (entry.generation() != generation || entry.state() != ProcessLayout.STATE_BOOTING) {
                                    return 0;
                                }
                                locks.holdOwn(slot);
                                entry.addMark(ProcessLayout.MARK_BOOTED);
                                return 1;
                            }
                        })
                == 1;
    }

    /** Returns whether a process is gone whose parent is not there to say so, and whose place was given up if it had not entered it. */
    public boolean isGone(int identity) throws IOException {
        ProcessEntry entry = entry(Identity.slot(identity));
        return Identity.of(entry) != identity
                || entry.state() == ProcessLayout.STATE_FREE
                || locks.isFree(entry.slot());
    }

    /**
     * Has nobody enter a place any more whose JVM has not done so: its parent may have died before it launched one, and that one
     * may die before it enters. Nobody would ever say so.
     */
    public void giveUpUnentered(int identity) throws IOException {
        ProcessEntry entry = entry(Identity.slot(identity));
        locks.withTables(() -> {
            if (Identity.of(entry) == identity
                    && entry.state() == ProcessLayout.STATE_BOOTING
                    && (entry.mark() & ProcessLayout.MARK_BOOTED) == 0) {
                entry.setState(ProcessLayout.STATE_ENDING); // which nobody enters
            }
            return 0;
        });
    }

    /** Frees the slot of a process that is gone, if it is still in it; for who has put in order what it has left. */
    public void release(int gone) throws IOException {
        ProcessEntry entry = entry(Identity.slot(gone));
        locks.withTables(() -> {
            if (Identity.of(entry) == gone) {
                entry.release();
            }
            return 0;
        });
    }

    private int claimSlot(Session parent, int depth) throws IOException {
        int slot = freeSlot();
        if (slot < 0) {
            releaseOrphans();
            slot = freeSlot();
        }
        if (slot < 0) {
            throw new IllegalStateException("the session has " + ControlLayout.PROCESSES
                    + " processes, which is the limit; join or close some before starting more");
        }
        ProcessEntry entry = entry(slot);
        entry.clear(entry.generation() + 1);
        entry.setParent(parent.slot(), parent.generation());
        entry.setDepth(depth);
        entry.setState(ProcessLayout.STATE_BOOTING);
        return slot;
    }

    private int freeSlot() {
        for (int slot = 1; slot < ControlLayout.PROCESSES; slot++) {
            if (entry(slot).state() == ProcessLayout.STATE_FREE) {
                return slot;
            }
        }
        return -1;
    }

    /** Frees the slots of processes that have ended and whose parent is not there to do it. */
    private void releaseOrphans() throws IOException {
        for (int slot = 1; slot < ControlLayout.PROCESSES; slot++) {
            ProcessEntry entry = entry(slot);
            boolean begun = entry.state() == ProcessLayout.STATE_RUNNING
                    || entry.state() == ProcessLayout.STATE_ENDING
                    || entry.state() == ProcessLayout.STATE_STANDBY;
            if (begun
                    && entry.parentSlot() != Session.MAIN_SLOT
                    && locks.isFree(entry.parentSlot())
                    && locks.isFree(slot)) {
                entry.release();
            }
        }
    }
}
