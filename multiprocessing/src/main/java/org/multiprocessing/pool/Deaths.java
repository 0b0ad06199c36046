package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.process.ExitReport;

/** Tells what the deaths of a pool's workers are about. All methods are called with the dispatcher's lock held. */
final class Deaths {
    /** Workers that died one after the other before they could do anything, until the pool gives up. */
    private static final int MOST_FRUITLESS = 5;

    /** Workers that died with the same item next in line: reading it is what ends them. */
    private static final int MOST_UNBEGUN = 3;

    /** Without a limit of the user's: deaths that are about no task, in a pool that gets nothing done. */
    private static final int MOST_IN_VAIN = 100;

    private @Nullable Brake inVain;
    private final @Nullable Brake asked;
    private int fruitless;

    /** With the brake that was asked for. */
    Deaths(@Nullable RestartLimit limit) {
        this.asked = limit == null ? null : new Brake(limit);
    }

    /** Notes that a worker has done something. */
    void noteFruit() {
        fruitless = 0;
        inVain = null;
    }

    /** Notes that a worker can work: so it is not the start that fails. */
    void noteReady() {
        fruitless = 0;
    }

    /** Whether the worker's end is about this item: the pool killed it for that, or the worker was at it. */
    static boolean isAbout(Chunk head, WorkerHandle worker) {
        if (worker.condemned() > 0) {
            return worker.condemned() == head.sequence();
        }
        return worker.hasBegun(head) || (worker.isReady() && head.countUnbegunDeath() >= MOST_UNBEGUN);
    }

    /**
     * Counts the death of a worker that the pool has neither caused nor asked for.
     *
     * @param blamed whether an item is the reason
     * @return why the pool has to stop, in words; null if it goes on
     */
    @Nullable
    String count(WorkerHandle worker, boolean blamed) {
        if (asked != null && asked.isHitBy(System.nanoTime())) {
            return asked.words() + ", where withRestartLimit allows "
                    + asked.limit().deaths();
        }
        if (blamed) {
            return null; // the item's outcome says so
        }
        if (!worker.isReady() && !wasKilled(worker) && ++fruitless >= MOST_FRUITLESS) {
            return "after " + fruitless + " workers in a row that died before they were ready";
        }
        Brake brake = inVain;
        if (brake == null) { // not before it is needed: every pool would load it
            brake = new Brake(new RestartLimit(MOST_IN_VAIN, Duration.ofMinutes(1)));
            inVain = brake;
        }
        return brake.isHitBy(System.nanoTime()) ? brake.words() + ", in which no task was done" : null;
    }

    /** Somebody kills workers, be they ready or not: that says nothing of how they start. */
    private static boolean wasKilled(WorkerHandle worker) {
        ExitReport report = worker.exit();
        return report != null && report.signal().equals(Optional.of("SIGKILL"));
    }
}
