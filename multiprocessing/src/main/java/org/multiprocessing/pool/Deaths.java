package org.multiprocessing.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what the deaths of a pool's workers are about. All methods are called with the dispatcher's lock held. */
final class Deaths {
    /** Workers that died one after the other before they could do anything, until the pool gives up. */
    private static final int MOST_FRUITLESS = 5;

    /** Workers that died with the same item next in line: reading it is what ends them. */
    private static final int MOST_UNBEGUN = 3;

    /** Without a limit of the user's: deaths that are about no task, in a pool that gets nothing done. */
    private static final RestartLimit IN_VAIN = new RestartLimit(100, Duration.ofMinutes(1));

    private final Brake inVain = new Brake(IN_VAIN);
    private final @Nullable Brake asked;
    private int fruitless;

    /** With the brake that was asked for. */
    Deaths(@Nullable RestartLimit limit) {
        this.asked = limit == null ? null : new Brake(limit);
    }

    /** Notes that a worker has done something. */
    void noteFruit() {
        fruitless = 0;
        inVain.release();
    }

    /** Whether the worker's end is about this item: the pool killed it for that, or the worker was at it. */
    static boolean isAbout(WorkItem head, WorkerHandle worker) {
        if (worker.condemned() != null) {
            return worker.condemned().equals(head); // items are equal to themselves only
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
        if (!worker.isReady() && ++fruitless >= MOST_FRUITLESS) {
            return "after " + fruitless + " workers in a row that died before they were ready";
        }
        return inVain.isHitBy(System.nanoTime()) ? inVain.words() + ", in which no task was done" : null;
    }
}
