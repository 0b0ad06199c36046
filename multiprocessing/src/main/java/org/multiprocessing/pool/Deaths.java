package org.multiprocessing.pool;

/** Tells what the deaths of a pool's workers are about. All methods are called with the dispatcher's lock held. */
final class Deaths {
    /** Workers that died one after the other before they could do anything, until the pool gives up. */
    private static final int MOST_FRUITLESS = 5;

    /** Workers that died with the same item next in line: reading it is what ends them. */
    private static final int MOST_UNBEGUN = 3;

    private int fruitless;

    /** Notes that a worker has done something. */
    void noteFruit() {
        fruitless = 0;
    }

    /** Whether the worker's end is about this item: the pool killed it for that, or the worker was at it. */
    static boolean isAbout(Chunk head, WorkerHandle worker) {
        if (worker.condemned() > 0) {
            return worker.condemned() == head.sequence();
        }
        return worker.hasBegun(head) || (worker.isReady() && head.countUnbegunDeath() >= MOST_UNBEGUN);
    }

    /** Counts a death for which neither an item nor the pool is the reason; returns whether every worker dies before it is ready. */
    boolean isLoop(WorkerHandle worker) {
        if (!worker.isEmployed() || worker.isReady()) {
            return false;
        }
        fruitless++;
        return fruitless >= MOST_FRUITLESS;
    }
}
