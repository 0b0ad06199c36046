package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.os.Os;

/**
 * Which items of a pool wait, and which worker has what. All methods are called with the dispatcher's lock held.
 *
 * <p>An item is in one place at a time: it waits, or one worker has it, or it is off the books, with an outcome.
 */
final class Books {
    /** A head that runs longer than this has the items behind it taken back when another worker is idle. */
    static final long REVOKE_AFTER_NANOS = 20_000_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private final ArrayDeque<WorkItem> pending = new ArrayDeque<>();
    private final List<WorkerHandle> workers = new ArrayList<>();
    private final int maxTasksPerChild;
    private final Os os;

    /** With how many items a worker may be given, 0 for any number. */
    Books(int maxTasksPerChild, Os os) {
        this.maxTasksPerChild = maxTasksPerChild;
        this.os = os;
    }

    // ---- items

    void add(List<WorkItem> items) {
        pending.addAll(items);
    }

    /** Takes an item that waits off the books; returns whether it waited. */
    boolean remove(WorkItem item) {
        return pending.remove(item);
    }

    /** Takes all items of a job that wait off the books. */
    List<WorkItem> remove(Job job) {
        List<WorkItem> taken = new ArrayList<>();
        pending.removeIf(item -> item.job() == job && taken.add(item));
        return taken;
    }

    /** Takes all items off the books, those that workers have too. */
    List<WorkItem> removeAll() {
        List<WorkItem> all = new ArrayList<>(pending);
        pending.clear();
        for (WorkerHandle worker : workers) {
            all.addAll(worker.drain());
        }
        return all;
    }

    /** Puts items back to the front, in their order. */
    void giveBack(List<WorkItem> items) {
        items.reversed().forEach(pending::addFirst);
    }

    /** Returns the items that no worker has begun. */
    List<WorkItem> unbegun() {
        List<WorkItem> all = new ArrayList<>(pending);
        workers.forEach(worker -> all.addAll(worker.unbegun()));
        return all;
    }

    /** Returns how many items wait. */
    int pendingItems() {
        return pending.size();
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Returns whether there is no item on the books. */
    boolean areEmpty() {
        return pending.isEmpty() && workers.stream().allMatch(worker -> worker.load() == 0);
    }

    // ---- workers

    /** Returns the workers; a view. */
    List<WorkerHandle> workers() {
        return workers;
    }

    /** Returns the worker that has the item. */
    @Nullable
    WorkerHandle workerOf(WorkItem item) {
        for (WorkerHandle worker : workers) {
            if (worker.has(item)) {
                return worker;
            }
        }
        return null;
    }

    /** Returns how many workers take a place; the others are about to end. */
    int occupied() {
        int occupied = 0;
        for (WorkerHandle worker : workers) {
            if (worker.isOccupied()) {
                occupied++;
            }
        }
        return occupied;
    }

    /** Returns whether a process of a worker has ended. */
    boolean anyHasEnded() {
        for (WorkerHandle worker : workers) {
            if (worker.exit() != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether every worker can wake the pump by system call. */
    boolean workersCanWake() {
        for (WorkerHandle worker : workers) {
            if (!worker.channel().workerCanWake()) {
                return false;
            }
        }
        return true;
    }

    void ringWorkers() {
        for (WorkerHandle worker : workers) {
            worker.ringIfNeeded(os.canWake());
        }
    }

    // ---- assigning

    /**
     * Gives items to workers as long as there is one that takes the next.
     *
     * @return whether a worker has got its last one, and wants to be replaced
     */
    boolean assign() {
        boolean retired = false;
        long now = System.nanoTime();
        for (WorkerHandle worker : workers) {
            worker.noteWhetherStuck(now, REVOKE_AFTER_NANOS);
        }
        while (!pending.isEmpty()) {
            WorkItem next = pending.element();
            if (next.isDone()) {
                pending.remove(); // cancelled, and then given back by a dying worker
                continue;
            }
            WorkerHandle worker = leastLoaded(next.job());
            if (worker == null) {
                break;
            }
            pending.remove();
            worker.give(next);
            if (maxTasksPerChild > 0 && worker.given() >= maxTasksPerChild) {
                worker.retire();
                retired = true;
            }
        }
        ringWorkers();
        return retired;
    }

    private @Nullable WorkerHandle leastLoaded(Job job) {
        WorkerHandle best = null;
        for (WorkerHandle worker : workers) {
            if (worker.takes(job) && (best == null || rank(worker) < rank(best))) {
                best = worker;
            }
        }
        return best;
    }

    /** Workers that still boot come after those that run, with the same load. */
    private static int rank(WorkerHandle worker) {
        return worker.load() * 2 + (worker.isReady() ? 0 : 1);
    }

    /**
     * When a worker is idle, or could be started, and another one has items behind a long one, takes those back.
     *
     * @param vacancy whether one could be started
     * @return whether there is something to assign by that
     */
    boolean balance(boolean vacancy) {
        if (!pending.isEmpty() || (!vacancy && workers.size() < 2)) {
            return false;
        }
        long now = System.nanoTime();
        WorkerHandle stuck = null;
        boolean idle = vacancy;
        for (WorkerHandle worker : workers) {
            idle |= worker.load() == 0 && worker.isReady() && worker.isEmployed();
            worker.noteWhetherStuck(now, REVOKE_AFTER_NANOS);
            if (worker.isStuck() && worker.canRevokeBehindHead()) {
                stuck = worker;
            }
        }
        if (!idle || stuck == null) {
            return false;
        }
        pending.addAll(stuck.revokeBehindHead());
        return true;
    }

    /** Returns whether a worker has items that {@link #balance} may want to take back later. */
    boolean mayBalance() {
        for (WorkerHandle worker : workers) {
            if (worker.canRevokeBehindHead()) {
                return true;
            }
        }
        return false;
    }

    /** Returns how long a caller that polls may stay away without a worker running dry, 0 while it had better spin. */
    long pauseNanos() {
        if (workers.size() < PROCESSORS) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        for (WorkerHandle worker : workers) {
            least = Math.min(least, worker.nanosBehindHead());
        }
        return least / 2 < SHORTEST_PAUSE_NANOS ? 0 : Math.min(least / 2, LONGEST_PAUSE_NANOS);
    }
}
