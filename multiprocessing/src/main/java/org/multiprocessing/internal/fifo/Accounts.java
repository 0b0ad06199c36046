package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.WaitQueue;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * How many messages are not done, and how many of these each process has.
 *
 * <p>Each change of the head says who has made it and how many that process has since; the cell of the process is brought up to date
 * by whoever makes the next change for another one. So what a process has is in one of two places, and never in doubt. Under the take
 * lock, unless something else is said.
 */
public final class Accounts {
    private final Fifo fifo;
    private final Head head;
    private final MemorySegment header;
    private final WaitQueue joiners;

    /** The cell of this process, once it has taken something. */
    private @Nullable Cell own;

    private int seenChanges;

    Accounts(Fifo fifo, Head head, MemorySegment header) {
        this.fifo = fifo;
        this.head = head;
        this.header = header;
        this.joiners = new WaitQueue(fifo.done());
    }

    /** Counts, as part of the next change, one more that this process has. */
    void countTaken() {
        Cell cell = own;
        if (cell == null && !fifo.isLocal()) { // where all die together, nobody needs to know who has what
            cell = Attachment.make(fifo.cell(), SlabLayout.KIND_CONSUMER, 1).cell();
            own = cell;
        }
        actFor(cell, 1);
    }

    /** Counts, as part of the next change, one that is done without having been taken. */
    void countDropped() {
        head.finish(1);
        actFor(null, 0);
    }

    private void actFor(@Nullable Cell cell, int more) {
        int open = cell == null ? 0 : Math.max(0, open(cell) + more);
        int last = head.actor();
        if (last != 0 && (cell == null || cell.number() != last)) {
            fifo.cell().home().at(last).setInt(HolderLayout.OPEN, head.actorOpen());
        }
        head.setActor(cell == null ? 0 : cell.number(), open);
    }

    private int open(Cell cell) {
        return head.actor() == cell.number() ? head.actorOpen() : cell.getInt(HolderLayout.OPEN);
    }

    /** Reports one as done; returns false if none is unfinished. Takes the lock. */
    public boolean taskDone() {
        fifo.ends().check(Ends.ANY);
        fifo.takeLock().enter();
        try {
            head.load();
            if (!head.finish(1)) {
                return false;
            }
            actFor(own, -1);
            commit();
        } finally {
            fifo.takeLock().leave();
        }
        joiners.wakeAll();
        return true;
    }

    private void commit() {
        long all = head.allDone(); // now: afterwards somebody may have put something already
        head.commitAccounts();
        noteDone(all);
    }

    /** Notes, after a change, with how many everything was done by it; those that join are to be woken then. */
    void noteDone(long all) {
        if (all >= 0) {
            Words.raise(header, FifoLayout.ALL_DONE, all);
        }
    }

    /** Without the lock. */
    void wakeJoiners() {
        joiners.wakeAll();
    }

    /** Returns how many are not done, without the lock. */
    public long unfinished() {
        fifo.ends().check(Ends.ANY);
        countDead();
        return head.unfinished();
    }

    /** Waits until all are done; returns false if the time is over. */
    public boolean join(long nanos) throws InterruptedException {
        long put = Tail.count(header);
        return joiners.awaitTogether(() -> unfinished() == 0 || wasDone(put), nanos, true);
    }

    private boolean wasDone(long put) {
        return Words.getLongVolatile(header, FifoLayout.ALL_DONE) >= put;
    }

    /** Counts as done what dead processes have left. */
    private void countDead() {
        int changes = fifo.cell().getInt(FifoLayout.CHANGES); // first: a later death is another change
        if (changes != seenChanges && !fifo.isLocal()) {
            Attachment.each(fifo.cell(), SlabLayout.KIND_CONSUMER, this::countIfDead);
            seenChanges = changes;
        }
    }

    private void countIfDead(Attachment consumer) {
        Cell cell = consumer.cell();
        if (cell.getInt(HolderLayout.DEAD) == 0) {
            return;
        }
        fifo.takeLock().enter();
        try {
            head.load();
            int open = cell.isFreed() ? 0 : open(cell);
            if (open > 0) {
                Words.putLong(header, FifoLayout.DIED_PID, cell.getLong(HolderLayout.PID));
                head.lose(open);
                actFor(cell, -open);
                commit();
            }
            actFor(null, 0); // nothing is to refer to the cell, which is used again
            head.commitAccounts();
            consumer.end();
        } finally {
            fifo.takeLock().leave();
        }
        joiners.wakeAll();
    }

    /** Returns how many messages dead processes have left since the last call, and forgets them. */
    public int takeLost() {
        while (true) {
            int told = Words.getIntVolatile(header, FifoLayout.LOST_TOLD);
            int lost = head.lost();
            if (lost == told || Words.casInt(header, FifoLayout.LOST_TOLD, told, lost)) {
                return lost - told;
            }
        }
    }

    /** Returns which process has left some last. */
    public long lostPid() {
        return Words.getLong(header, FifoLayout.DIED_PID);
    }
}
