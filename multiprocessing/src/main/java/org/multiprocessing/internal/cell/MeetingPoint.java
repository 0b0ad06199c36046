package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.BarrierLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * A barrier. Its generation, whether it is broken, how many have come, and how the last generations ended are one word, so that a
 * death leaves either of two states, never half of one.
 */
public final class MeetingPoint {
    /** What {@link #await} says if it is broken; otherwise the arrival index. */
    public static final int BROKEN = -1;

    /** If the time was over. */
    public static final int TIMED_OUT = -2;

    private static final long HISTORY_MASK = (1L << BarrierLayout.HISTORY_BITS) - 1;
    private static final int COUNT_SHIFT = BarrierLayout.HISTORY_BITS;
    private static final long COUNT_MASK = (1L << BarrierLayout.COUNT_BITS) - 1;
    private static final int BROKEN_SHIFT = COUNT_SHIFT + BarrierLayout.COUNT_BITS;
    private static final int GENERATION_SHIFT = BROKEN_SHIFT + 1;
    private static final int GENERATION_MASK = (1 << BarrierLayout.GENERATION_BITS) - 1;

    private final Cell cell;
    private final WaitQueue queue;

    public MeetingPoint(Cell cell) {
        this.cell = cell;
        this.queue = new WaitQueue(cell);
    }

    public void begin(int parties) {
        cell.setInt(BarrierLayout.PARTIES, parties);
    }

    public int parties() {
        cell.check();
        return cell.getInt(BarrierLayout.PARTIES);
    }

    public int waiting() {
        cell.check();
        long state = state();
        return isBroken(state) ? 0 : count(state) % parties();
    }

    public boolean isBroken() {
        cell.check();
        return isBroken(state());
    }

    private long state() {
        return cell.getLong(BarrierLayout.STATE);
    }

    private static int generation(long state) {
        return (int) (state >>> GENERATION_SHIFT) & GENERATION_MASK;
    }

    private static boolean isBroken(long state) {
        return (state >>> BROKEN_SHIFT & 1) != 0;
    }

    private static int count(long state) {
        return (int) (state >>> COUNT_SHIFT & COUNT_MASK);
    }

    /** Returns the first state of the next generation. */
    private static long next(long state, boolean broken) {
        long generation = (generation(state) + 1L) & GENERATION_MASK;
        long history = (state << 1 | (broken ? 1 : 0)) & HISTORY_MASK;
        return generation << GENERATION_SHIFT | history;
    }

    /**
     * Waits until all have come; the last one runs {@code action}.
     *
     * @return the arrival index, {@link #BROKEN} or {@link #TIMED_OUT}
     */
    public int await(Runnable action, long nanos) throws InterruptedException {
        Party party = Party.of(cell);
        party.begin();
        try {
            return arrive(action, Math.max(0, nanos));
        } finally {
            party.end();
        }
    }

    private int arrive(Runnable action, long nanos) throws InterruptedException {
        long deadline = nanos == WaitQueue.FOREVER ? 0 : System.nanoTime() + nanos;
        while (true) {
            cell.check();
            long state = state();
            int come = count(state);
            if (isBroken(state)) {
                return BROKEN;
            }
            if (come == parties()) { // those of this generation are about to go on, and do not suffer from who comes
                // later
                if (!awaitEnd(state, left(nanos, deadline))) {
                    return TIMED_OUT;
                }
            } else if (Thread.currentThread().isInterrupted()) { // also the last one, who would not wait
                if (breakFrom(state)) {
                    throw interrupt();
                }
            } else if (cell.casLong(BarrierLayout.STATE, state, state + (1L << COUNT_SHIFT))) {
                int index = parties() - 1 - come;
                return index == 0 ? goOn(state, action) : awaitOthers(state, index, left(nanos, deadline));
            }
        }
    }

    private static long left(long nanos, long deadline) {
        return nanos == WaitQueue.FOREVER ? nanos : deadline - System.nanoTime();
    }

    /** The last one to come. */
    private int goOn(long begun, Runnable action) {
        boolean done = false;
        try {
            action.run();
            done = true;
        } finally {
            if (!done) {
                breakUp(generation(begun));
            }
        }
        long state = state();
        while (generation(state) == generation(begun) && !isBroken(state)) {
            if (cell.casLong(BarrierLayout.STATE, state, next(state, false))) {
                queue.wakeAll();
                return 0;
            }
            state = state();
        }
        return BROKEN;
    }

    private int awaitOthers(long begun, int index, long nanos) throws InterruptedException {
        boolean ended = false;
        try {
            ended = awaitEnd(begun, nanos);
        } catch (InterruptedException e) {
            if (breakUp(generation(begun))) {
                throw e;
            }
            Thread.currentThread().interrupt(); // too late: all have come, or somebody else has broken it
            ended = true;
        } finally {
            if (!ended && !cell.isFreed()) {
                breakUp(generation(begun));
            }
        }
        long state = state();
        int since = (generation(state) - generation(begun)) & GENERATION_MASK;
        if (since == 0) {
            return ended ? BROKEN : TIMED_OUT;
        }
        boolean wasBroken = since <= BarrierLayout.HISTORY_BITS && (state >>> (since - 1) & 1) != 0;
        return wasBroken ? BROKEN : index;
    }

    private boolean awaitEnd(long begun, long nanos) throws InterruptedException {
        return queue.awaitTogether(
                () -> {
                    long state = state();
                    return generation(state) != generation(begun) || isBroken(state);
                },
                nanos,
                true);
    }

    private static InterruptedException interrupt() {
        boolean _ = Thread.interrupted();
        return new InterruptedException();
    }

    /** Breaks it if it is still the same generation; returns whether this was what broke it. */
    private boolean breakUp(int generation) {
        for (long state = state(); generation(state) == generation && !isBroken(state); state = state()) {
            if (breakFrom(state)) {
                return true;
            }
        }
        return false;
    }

    /** Breaks it whatever generation it is: one that ends just now must not take the news with it. */
    private void breakUp() {
        long state = state();
        while (!isBroken(state) && !breakFrom(state)) {
            state = state();
        }
    }

    private boolean breakFrom(long state) {
        boolean broken = cell.casLong(BarrierLayout.STATE, state, state | 1L << BROKEN_SHIFT);
        if (broken) {
            queue.wakeAll();
        }
        return broken;
    }

    /** Breaks it for everybody. */
    public void abort() {
        cell.check();
        breakUp();
    }

    /** Breaks it for those that wait, and begins anew. */
    public void reset() {
        cell.check();
        cell.setLong(SlabLayout.DEAD_PID, 0);
        long state = state();
        while (!cell.casLong(BarrierLayout.STATE, state, next(state, true))) {
            state = state();
        }
        queue.wakeAll();
    }

    /** Breaks it because a process that takes part has died. */
    void breakBy(long pid, String name) {
        if (!isBroken(state())) {
            DeadName.write(cell, pid, name);
            breakUp();
        }
    }

    /** Returns the pid of the process whose death has broken it; 0 if it was not a death. */
    public long deadPid() {
        return cell.getLong(SlabLayout.DEAD_PID);
    }

    public String deadName() {
        return DeadName.read(cell);
    }

    /** Says that this process has received the barrier, so that its death concerns the others. */
    public void expect() {
        var _ = Party.of(cell);
    }
}
