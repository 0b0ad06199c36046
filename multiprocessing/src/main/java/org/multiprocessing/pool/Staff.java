package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.pool.Dispatcher.Finished;
import org.multiprocessing.process.ExitReport;

/**
 * Staffs a pool: starts workers, replaces those that have ended, lets go of those that are too many or have been idle, and stops
 * the pool when there is no use in starting more. Who there is stands in the {@link Books}. All methods are called with the
 * dispatcher's lock held.
 */
final class Staff {
    private final Books books;
    private final PumpAlarm alarm;
    private final Bell bell;
    private final WorkerFactory factory;
    private final Retries retries;
    private final Chronicle chronicle;
    private final String title;
    private final boolean startedOnDemand;
    private final boolean onDemand;
    private final Deaths deaths;
    private volatile int size;
    private boolean refillNeeded;
    private @Nullable TaskException broken;

    Staff(
            int size,
            PoolOptionsImpl options,
            WorkerFactory factory,
            Books books,
            PumpAlarm alarm,
            Bell bell,
            Retries retries,
            Chronicle chronicle) {
        this.retries = retries;
        this.chronicle = chronicle;
        this.size = size;
        this.factory = factory;
        this.books = books;
        this.alarm = alarm;
        this.bell = bell;
        this.title = options.title();
        this.startedOnDemand = options.isStartedOnDemand();
        this.onDemand = options.maxIdleNanos() != PoolOptionsImpl.NO_LIMIT;
        this.deaths = new Deaths(options.restartLimit());
    }

    int size() {
        return size;
    }

    Deaths deaths() {
        return deaths;
    }

    /** Returns the error that has stopped the pool. */
    @Nullable
    TaskException broken() {
        return broken;
    }

    // ---- starting

    /** Starts as many workers as the pool has places, unless they are started when there is work. */
    void open() {
        if (!startedOnDemand) {
            start(size);
        }
    }

    /** Counted, not remembered: how many live workers take a place. */
    private int vacant() {
        return size - books.occupied(size);
    }

    /** Returns whether there is a place whose worker has ended for want of work, or was never started. */
    boolean hasVacancy() {
        return onDemand && vacant() > 0;
    }

    private void start(int workers) {
        for (int i = 0; i < workers; i++) {
            WorkerHandle started = factory.start(freePlace(), size);
            books.workers().add(started);
            alarm.noteNewWorker();
            var _ = started.whenEnded().thenAccept(report -> {
                started.ended(report);
                bell.ring();
            });
        }
    }

    /** Returns the lowest place that no worker takes: its replacement takes it over. */
    private int freePlace() {
        int place = 0;
        while (isTaken(place)) {
            place++;
        }
        return place;
    }

    private boolean isTaken(int place) {
        for (WorkerHandle worker : books.workers()) {
            if (worker.number() == place && worker.isOccupied()) {
                return true;
            }
        }
        return false;
    }

    /** Has workers started by the next poll, where a failure to start one has a place to go. */
    void refillSoon() {
        refillNeeded = true;
        bell.ring();
    }

    /** Starts what is lacking, if somebody has asked for that; a failure stops the pool, as nobody else would tell of it. */
    void refillIfDue(List<Finished> finished) {
        if (!refillNeeded) {
            return;
        }
        refillNeeded = false;
        try {
            start(onDemand ? Math.min(vacant(), books.pendingItems()) : vacant());
            finished.add(() -> {}); // what waits can be given to them while they boot
        } catch (RuntimeException | Error e) { // the system refuses a process or a thread, or this program ends
            TaskInfo info = new TaskInfo(-1, "", -1, "of " + title);
            breakDown(new TaskFailed(info, "no worker can be started: " + e, Failures.stack(e), e), finished);
        }
    }

    // ---- resizing

    /** Starts more workers now, or has those of the places that are given up end once they have done what they have. */
    void resize(int workers) {
        int before = size;
        size = workers;
        if (!onDemand && workers > before) {
            try {
                start(vacant());
            } catch (RuntimeException | Error e) {
                size = before;
                retireBeyondSize();
                throw e;
            }
        }
        retireBeyondSize();
    }

    private void retireBeyondSize() {
        for (WorkerHandle worker : books.workers()) {
            if (worker.number() >= size && worker.isEmployed()) {
                giveBackBehindHead(worker);
                worker.retire();
            }
        }
        books.ringWorkers();
    }

    private void giveBackBehindHead(WorkerHandle worker) {
        if (worker.canRevokeBehindHead()) {
            books.giveBack(worker.revokeBehindHead());
        }
    }

    // ---- ending

    /** Kills all. */
    void dismissAll() {
        for (WorkerHandle worker : books.workers()) {
            if (worker.exit() == null) {
                worker.dismiss();
            }
        }
    }

    /** Has all end once they have done what they have. */
    void retireAll() {
        books.workers().forEach(WorkerHandle::retire);
        books.ringWorkers();
    }

    /** Has a worker replaced because it takes too much memory. Not a failure: it does what it has begun, and ends. */
    void recycle(WorkerHandle worker, long residentBytes, List<Finished> finished) {
        if (!worker.isEmployed()) {
            return;
        }
        String message = "worker " + worker.process().name() + " is replaced: it takes " + (residentBytes >> 20)
                + " MiB of memory, more than withMaxMemoryPerChild allows";
        finished.add(() -> Log.life(message));
        giveBackBehindHead(worker);
        worker.retire();
        refillSoon();
    }

    // ---- burying

    /** Returns the workers whose process has ended. */
    List<WorkerHandle> dead() {
        if (!books.anyHasEnded()) {
            return List.of();
        }
        List<WorkerHandle> dead = new ArrayList<>(books.workers());
        dead.removeIf(worker -> worker.exit() == null);
        return dead;
    }

    /** Takes a worker that has ended, and whose answers have been read, off the books, and decides what becomes of what it had. */
    void bury(WorkerHandle worker, List<Finished> finished, boolean poolGoesOn) {
        ExitReport report = Objects.requireNonNull(worker.exit());
        books.workers().remove(worker);
        Chunk head = worker.head();
        boolean blamed = head != null && Deaths.isAbout(head, worker);
        chronicle.buried(worker, blamed ? head : null, report);
        Chunk blamedItem = blamed ? worker.outstanding().takeHead() : null;
        List<Chunk> left = worker.outstanding().takeAll();
        Autopsy autopsy = new Autopsy(worker, report);
        if (blamedItem != null) {
            finished.add(autopsy.of(blamedItem, retries));
        }
        books.giveBack(left);
        if (poolGoesOn && worker.hasDied(head != null)) {
            String why = deaths.count(worker, blamed);
            if (why != null) {
                breakDown(autopsy.endOf(title + ", which stops " + why + ","), finished);
            }
        }
        worker.channel().close();
        finished.add(() -> {});
        refillNeeded = true; // by the next poll: the outcomes come first, a replacement takes 20 ms to start
        bell.wake();
    }

    /** Stops the pool for an error that every worker would meet again: all that waits ends with it. */
    void breakDown(TaskException why, List<Finished> finished) {
        if (broken != null) {
            return;
        }
        broken = why;
        for (Chunk chunk : books.removeAll()) {
            finished.add(() -> chunk.finishAll(new Outcome.Failure<>(why)));
        }
        finished.add(() -> {});
        dismissAll();
    }
}
