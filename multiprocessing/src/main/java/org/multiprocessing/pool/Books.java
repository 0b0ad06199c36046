package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.os.Os;

/**
 * Which items of a pool wait, and which worker has what. All methods are called with the dispatcher's lock held.
 *
 * <p>An item is in one place at a time: it waits, or is put off, or one worker has it, or it is off the books, with an outcome.
 */
final class Books {
    /** A head that runs longer than this has the items behind it taken back when another worker is idle. */
    static final long REVOKE_AFTER_NANOS = 20_000_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private final ArrayDeque<Chunk> pending = new ArrayDeque<>();
    private final PutOff putOff = new PutOff();
    private final List<WorkerHandle> workers = new ArrayList<>();
    private final int maxTasksPerChild;
    private final Os os;

    /** With how many items a worker may be given, 0 for any number. */
    Books(int maxTasksPerChild, Os os) {
        this.maxTasksPerChild = maxTasksPerChild;
        this.os = os;
    }

    // ---- items

    void add(List<Chunk> chunks) {
        if (Flight.isOn()) {
            chunks.forEach(chunk -> chunk.items().beginFlights(chunk.from(), chunk.to()));
        }
        pending.addAll(chunks);
    }

    /** Returns the items that are not to be given to a worker yet. */
    PutOff putOff() {
        return putOff;
    }

    /** Takes a single task that waits off the books; returns whether it waited. */
    boolean remove(Items single) {
        return pending.removeIf(chunk -> chunk.items() == single) || putOff.remove(single);
    }

    /** Takes all items of a job that wait off the books. */
    List<Chunk> remove(Job job) {
        List<Chunk> taken = new ArrayList<>();
        pending.removeIf(chunk -> chunk.job() == job && taken.add(chunk));
        putOff.moveTo(taken, job);
        return taken;
    }

    /** Takes all items off the books, those that workers have too. */
    List<Chunk> removeAll() {
        List<Chunk> all = new ArrayList<>(pending);
        pending.clear();
        putOff.moveTo(all);
        for (WorkerHandle worker : workers) {
            all.addAll(worker.outstanding().takeAll());
        }
        return all;
    }

    /** Puts items back to the front, in their order. */
    void giveBack(List<Chunk> chunks) {
        chunks.reversed().forEach(pending::addFirst);
    }

    /** Returns the items that no worker has begun, which stay on the books. */
    List<Chunk> unbegun() {
        List<Chunk> all = new ArrayList<>();
        pending.forEach(chunk -> all.add(new Chunk(chunk.items(), chunk.from(), chunk.to())));
        workers.forEach(worker -> all.addAll(worker.unbegun()));
        return all;
    }

    /** Returns how many items wait. */
    int pendingItems() {
        int items = 0;
        for (Chunk chunk : pending) {
            items += chunk.size();
        }
        return items;
    }

    /** Puts the items whose time has come back to the front; returns whether there are any. */
    boolean takeUpDue() {
        List<Chunk> due = putOff.takeDue();
        giveBack(due);
        return !due.isEmpty();
    }

    /** Returns whether there is an item that no worker has. */
    boolean hasPending() {
        return !pending.isEmpty() || !putOff.isEmpty();
    }

    /** Returns whether there is no item on the books. */
    boolean areEmpty() {
        return !hasPending() && workers.stream().allMatch(worker -> worker.load() == 0);
    }

    // ---- workers

    /** Returns the workers; a view. */
    List<WorkerHandle> workers() {
        return workers;
    }

    /** Returns the worker that has the single task. */
    @Nullable
    WorkerHandle workerOf(Items single) {
        for (WorkerHandle worker : workers) {
            if (worker.outstanding().find(single) != null) {
                return worker;
            }
        }
        return null;
    }

    /** Returns how many of the first places are taken; workers that are about to end take none. */
    int occupied(int places) {
        int occupied = 0;
        for (WorkerHandle worker : workers) {
            if (worker.isOccupied() && worker.number() < places) {
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
            Chunk next = pending.element();
            next.skipEnded();
            if (next.isEmpty()) {
                pending.remove();
                continue;
            }
            WorkerHandle worker = leastLoaded(next.job());
            if (worker == null) {
                break;
            }
            give(takeFirst(next, worker), worker);
            if (maxTasksPerChild > 0 && worker.given() >= maxTasksPerChild) {
                worker.retire();
                retired = true;
            }
        }
        ringWorkers();
        return retired;
    }

    private void give(Chunk chunk, WorkerHandle worker) {
        boolean given = false;
        try {
            worker.give(chunk);
            given = true;
        } finally {
            if (!given) { // for want of memory: the worker may have got half of it
                pending.addFirst(chunk);
                worker.dismiss();
            }
        }
    }

    /** Takes as much of the first chunk that waits as should travel to this worker at once. */
    private Chunk takeFirst(Chunk next, WorkerHandle worker) {
        int count = next.job().chunkSize();
        if (maxTasksPerChild > 0) {
            count = Math.min(count, maxTasksPerChild - worker.given());
        }
        return count >= next.size() ? pending.remove() : next.takeFirst(count);
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
