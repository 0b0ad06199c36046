package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.pool.WorkerHandle.Verdict;
import org.multiprocessing.process.ExitReport;

/**
 * The heart of a pool: which items wait, which worker has what, and what comes back. Items are finished outside the lock, by
 * whichever thread polled their outcome: a caller that waits, or the pump.
 *
 * <pre>RUNNING --shutdown--&gt; DRAINING --last item done--&gt; ENDING --last worker gone--&gt; ENDED
 *    |                          |                            ^
 *    +--------------------------+-------- terminate ---------+</pre>
 */
final class Dispatcher {
    /** Workers that died one after the other before they could do anything, until the pool gives up. */
    private static final int MOST_FRUITLESS_DEATHS = 5;

    /** Workers that died with the same item next in line: reading it is what ends them. */
    private static final int MOST_UNBEGUN_DEATHS = 3;

    /** A head that runs longer than this has the items behind it taken back when another worker is idle. */
    private static final long REVOKE_AFTER_NANOS = 20_000_000;

    private static final long LONGEST_SLEEP_NANOS = 10_000_000_000L;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    /** What the pump may be late by. */
    private static final long SLACK_NANOS = 1_000_000;

    /** How long the pump leaves polling to callers before it looks for itself. */
    private static final long HELPED_SLEEP_NANOS = 5_000_000;

    private enum Life {
        RUNNING,
        DRAINING,
        ENDING,
        ENDED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition endedCondition = lock.newCondition();
    private final Session session = Session.current();
    private final CellHandle bellHandle = session.slab().newBell();
    private final Bell bell = session.slab().bell(bellHandle);
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private final ArrayDeque<WorkItem> pending = new ArrayDeque<>();
    private final List<WorkerHandle> workers = new ArrayList<>();
    private final WorkerFactory factory;
    private final int size;
    private final int maxTasksPerChild;
    private final Runnable terminate = this::terminate;
    private final TimeLimits timeLimits = new TimeLimits();
    private Life life = Life.RUNNING;
    private int fruitlessDeaths;
    private int openJobs;
    private boolean refillNeeded;
    private volatile boolean ended;
    private volatile long pauseNanos;
    private boolean workersChanged;
    private long pumpLooksAt = System.nanoTime();
    private @Nullable TaskException broken;

    Dispatcher(int size, PoolOptionsImpl options) {
        this.size = size;
        this.maxTasksPerChild = options.maxTasksPerChild();
        this.factory = new WorkerFactory(session, bellHandle, options);
    }

    /** Starts the workers. A failure to start one ends those started before it. */
    void start() {
        lock.lock();
        try {
            refill();
        } catch (RuntimeException | Error e) {
            endWorkers();
            workers.forEach(worker -> worker.channel().close()); // no pump will
            session.slab().free(bellHandle);
            throw e;
        } finally {
            lock.unlock();
        }
        session.endActions().add(terminate);
        Thread.ofPlatform().daemon().name("multiprocessing-pump").start(new Pump(this, session.os()));
    }

    Job newJob(boolean single, byte shape, Object function, TaskOptionsImpl options) {
        return new Job(jobs.incrementAndGet(), single, shape, function, options, newEncoder());
    }

    /** Returns an encoder for what goes to the workers. */
    Encoder newEncoder() {
        return factory.makesThreads() ? Encoder.lending() : new Encoder();
    }

    // ---- what callers do

    /** Adds items, in order, and sends what can be sent now. */
    void submit(List<WorkItem> items) {
        lock.lock();
        try {
            checkTakes(items.getFirst().job());
            pending.addAll(items);
            assign();
            ringIfDueSooner();
        } finally {
            lock.unlock();
        }
    }

    /** Throws if no item is taken any more. */
    void check(Job job) {
        lock.lock();
        try {
            checkTakes(job);
        } finally {
            lock.unlock();
        }
    }

    private void checkTakes(Job job) {
        if (broken != null) {
            throw new RejectedExecutionException("the pool has stopped: " + broken.getMessage(), broken);
        }
        if (life != Life.RUNNING && !(life == Life.DRAINING && job.isOpen())) {
            throw new RejectedExecutionException("the pool has been shut down; make a new one");
        }
    }

    /** Until {@link #close(Job)}, further items of the job are taken even after {@link #shutdown}, which waits for them. */
    void open(Job job) {
        lock.lock();
        try {
            checkTakes(job);
            job.setOpen(true);
            openJobs++;
        } finally {
            lock.unlock();
        }
    }

    /** No item of the job will follow: the workers may forget its function. */
    void close(Job job) {
        lock.lock();
        try {
            if (job.isOpen()) {
                job.setOpen(false);
                openJobs--;
                advanceLife();
            }
            for (WorkerHandle worker : workers) {
                worker.forget(job);
                worker.ringIfNeeded(session.os().canWake());
            }
        } finally {
            lock.unlock();
        }
        if (!ended) {
            bell.ring();
        }
    }

    /** Takes back what is pending of a job. */
    List<WorkItem> withdraw(Job job) {
        lock.lock();
        try {
            List<WorkItem> taken = new ArrayList<>();
            pending.removeIf(item -> item.job() == job && taken.add(item));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends an item that is pending, or, if allowed, running, with its worker.
     *
     * @return whether it will end as cancelled
     */
    boolean cancel(WorkItem item, boolean mayKill) {
        lock.lock();
        try {
            WorkerHandle worker = pending.remove(item) ? null : workerOf(item);
            if (worker != null) {
                giveBack(worker.revokeFrom(item));
                if (!pending.remove(item) && isFirst(worker, item)) { // begun, or about to be
                    if (!mayKill) {
                        return false;
                    }
                    giveBack(worker.condemn(item, Verdict.CANCELLED));
                }
                assign();
            }
        } finally {
            lock.unlock();
        }
        item.finish(new Outcome.Cancelled<>());
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // is it this very item?
    private static boolean isFirst(WorkerHandle worker, WorkItem item) {
        return worker.head() == item;
    }

    /** Puts items back to the front, in their order. */
    private void giveBack(List<WorkItem> items) {
        items.reversed().forEach(pending::addFirst);
    }

    private @Nullable WorkerHandle workerOf(WorkItem item) {
        for (WorkerHandle worker : workers) {
            if (worker.has(item)) {
                return worker;
            }
        }
        return null;
    }

    List<WorkerHandle> workers() {
        lock.lock();
        try {
            return List.copyOf(workers);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        return size;
    }

    // ---- polling

    /** Polls if no other thread does. Returns whether something happened. */
    boolean tryPoll() {
        return lock.tryLock() && pollAndUnlock();
    }

    private boolean poll() {
        lock.lock();
        return pollAndUnlock();
    }

    private boolean pollAndUnlock() {
        List<Finished> finished = new ArrayList<>();
        try {
            for (WorkerHandle worker : workers) {
                drainResults(worker, finished);
            }
            bury(finished);
            List<WorkItem> takenBack = timeLimits.enforce(workers);
            giveBack(takenBack);
            if (!finished.isEmpty() || !takenBack.isEmpty()) {
                assign();
                advanceLife();
            }
            balance();
            for (WorkerHandle worker : workers) {
                worker.ringIfNeeded(session.os().canWake());
            }
            ringIfDueSooner();
            pauseNanos = measurePause();
        } finally {
            lock.unlock();
            finished.forEach(Dispatcher::runGuarded); // they are off the books: whatever else failed, they end
        }
        return !finished.isEmpty();
    }

    private static void runGuarded(Finished end) {
        try {
            end.run();
        } catch (RuntimeException | Error e) { // a callback executor of the user's
            Log.log(System.Logger.Level.ERROR, "the end of a task", e);
        }
    }

    private void drainResults(WorkerHandle worker, List<Finished> finished) {
        while (worker.reader().next()) {
            ResultFrame frame = ResultFrame.of(worker.reader());
            switch (frame.kind()) {
                case Wire.READY -> {
                    worker.markReady();
                    finished.add(() -> {});
                }
                case Wire.BROKEN -> finished.addAll(breakDown(frame.initializerFailure(worker)));
                case Wire.SKIPPED -> {
                    WorkItem item = worker.take(frame.sequence());
                    if (item != null) {
                        pending.addFirst(item);
                    }
                    finished.add(() -> {}); // it has room for another one now
                }
                default -> {
                    WorkItem item = worker.take(frame.sequence());
                    if (item != null) {
                        fruitlessDeaths = 0;
                        item.job().measured(frame.nanos());
                        finished.add(() -> item.finish(() -> frame.outcome(item, worker)));
                    }
                    if (factory.makesThreads() && (item == null || item.isDone())) {
                        frame.discard();
                    }
                }
            }
        }
    }

    /** Looks for workers whose process is gone, and decides what becomes of what they had. */
    private void bury(List<Finished> finished) {
        if (refillNeeded) {
            refillOrBreakDown(finished);
        }
        if (!anyHasEnded()) {
            return;
        }
        for (WorkerHandle worker : List.copyOf(workers)) {
            ExitReport report = worker.exit();
            if (report == null) {
                continue;
            }
            drainResults(worker, finished);
            workers.remove(worker);
            WorkItem head = worker.head();
            boolean blamed = head != null && isToBlame(worker, head);
            List<WorkItem> left = worker.drain();
            if (head != null && blamed) {
                left.remove(head);
                finished.add(new Autopsy(worker, report).of(head, pending));
            }
            giveBack(left);
            countDeath(worker, blamed, report, finished);
            worker.channel().close();
            finished.add(() -> {});
        }
        refillNeeded = true; // by the next poll: the outcomes come first, a replacement takes 20 ms to start
        bell.wake();
    }

    private boolean anyHasEnded() {
        for (WorkerHandle worker : workers) {
            if (worker.exit() != null) {
                return true;
            }
        }
        return false;
    }

    private void refillOrBreakDown(List<Finished> finished) {
        refillNeeded = false;
        try {
            refill();
        } catch (RuntimeException e) { // the system refuses a process, or this program ends: nobody else would say so
            TaskInfo info = new TaskInfo(-1, "", -1, "of this pool");
            finished.addAll(breakDown(new TaskFailed(info, "no worker can be started: " + e, Failures.stack(e), e)));
        }
    }

    /** Whether the worker's end is about this item: the pool killed it for that, or the worker was at it. */
    private static boolean isToBlame(WorkerHandle worker, WorkItem head) {
        if (worker.condemned() != null) {
            return worker.condemned().equals(head); // items are equal to themselves only
        }
        return worker.hasBegun(head) || (worker.isReady() && head.countUnbegunDeath() >= MOST_UNBEGUN_DEATHS);
    }

    private void countDeath(WorkerHandle worker, boolean blamed, ExitReport report, List<Finished> finished) {
        boolean expected = blamed || !worker.isEmployed() || life.compareTo(Life.DRAINING) > 0;
        boolean wasIdle = worker.isReady() && worker.load() == 0;
        if (expected || wasIdle) {
            return;
        }
        fruitlessDeaths++;
        if (fruitlessDeaths >= MOST_FRUITLESS_DEATHS) {
            TaskInfo info = new TaskInfo(report.pid(), report.name(), -1, "of this pool");
            finished.addAll(breakDown(Autopsy.died(info, report, false)));
        }
    }

    /** Stops the pool for an error that every worker would meet again: all that waits ends with it. */
    private List<Finished> breakDown(TaskException why) {
        broken = why;
        List<Finished> finished = new ArrayList<>();
        for (WorkItem item : takeAll()) {
            finished.add(() -> item.finish(new Outcome.Failure<>(why)));
        }
        endWorkers();
        life = Life.ENDING;
        return finished;
    }

    private List<WorkItem> takeAll() {
        List<WorkItem> all = new ArrayList<>(pending);
        pending.clear();
        for (WorkerHandle worker : workers) {
            all.addAll(worker.drain());
        }
        return all;
    }

    // ---- assigning

    private void assign() {
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
                refillNeeded = true; // by the next poll, where a failure to start one has a place to go
                bell.ring();
            }
        }
        for (WorkerHandle worker : workers) {
            worker.ringIfNeeded(session.os().canWake());
        }
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

    /** When a worker is idle and another one has items behind a long one, takes those back and gives them out again. */
    private void balance() {
        if (!pending.isEmpty() || workers.size() < 2) {
            return;
        }
        long now = System.nanoTime();
        WorkerHandle stuck = null;
        boolean idle = false;
        for (WorkerHandle worker : workers) {
            idle |= worker.load() == 0 && worker.isReady() && worker.isEmployed();
            worker.noteWhetherStuck(now, REVOKE_AFTER_NANOS);
            if (worker.isStuck() && worker.canRevokeBehindHead()) {
                stuck = worker;
            }
        }
        if (idle && stuck != null) {
            pending.addAll(stuck.revokeBehindHead());
            assign();
        }
    }

    // ---- life

    /** Starts workers until there are as many live ones as there should be, counted, not remembered. */
    private void refill() {
        if (life != Life.RUNNING && (life != Life.DRAINING || (pending.isEmpty() && openJobs == 0))) {
            return;
        }
        int living = 0;
        for (WorkerHandle worker : workers) {
            if (worker.isOccupied()) {
                living++;
            }
        }
        for (; living < size; living++) {
            WorkerHandle started = factory.start();
            workers.add(started);
            workersChanged = true;
            var _ = started.whenEnded().thenAccept(report -> {
                started.ended(report);
                bell.ring();
            });
        }
    }

    void shutdown() {
        lock.lock();
        try {
            if (life == Life.RUNNING) {
                life = Life.DRAINING;
                advanceLife();
            }
        } finally {
            lock.unlock();
        }
        bell.ring();
    }

    /** Kills the workers; what is open ends as cancelled. Returns what had not begun. */
    List<WorkItem> terminate() {
        List<WorkItem> open;
        List<WorkItem> waiting;
        lock.lock();
        try {
            waiting = new ArrayList<>(pending);
            workers.forEach(worker -> waiting.addAll(worker.unbegun()));
            open = takeAll();
            if (life != Life.ENDED) {
                life = Life.ENDING;
            }
            endWorkers();
            advanceLife();
        } finally {
            lock.unlock();
        }
        open.forEach(item -> item.finish(new Outcome.Cancelled<>()));
        bell.ring();
        return waiting;
    }

    private void endWorkers() {
        for (WorkerHandle worker : workers) {
            if (worker.exit() == null) {
                worker.dismiss();
            }
        }
    }

    private void advanceLife() {
        if (life == Life.DRAINING
                && openJobs == 0
                && pending.isEmpty()
                && workers.stream().allMatch(worker -> worker.load() == 0)) {
            life = Life.ENDING;
            workers.forEach(WorkerHandle::retire);
            workers.forEach(worker -> worker.ringIfNeeded(session.os().canWake()));
        }
        if (life == Life.ENDING && workers.isEmpty()) {
            life = Life.ENDED;
            ended = true;
            session.endActions().remove(terminate);
            session.slab().free(bellHandle);
            endedCondition.signalAll();
        }
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return life != Life.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return life == Life.ENDED;
        } finally {
            lock.unlock();
        }
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (life != Life.ENDED && left > 0) {
                left = endedCondition.awaitNanos(left);
            }
            return life == Life.ENDED;
        } finally {
            lock.unlock();
        }
    }

    // ---- sleeping, for the pump and for callers that help

    /** A caller begins to poll: until it has left, the workers need not wake the pump. */
    void helperEntered() {
        helpers.incrementAndGet();
        if (!ended) {
            bell.disarm(); // the bell of an ended pool may be another one's by now
        }
    }

    /** A caller has stopped to poll; the last one leaves the bell armed, for a pump that may be asleep already. */
    void helperLeft() {
        if (helpers.decrementAndGet() == 0 && !ended) {
            bell.arm();
            poll(); // what came before the bell was armed again
        }
    }

    /** Returns how long a helper may stay away without a worker running dry, 0 while it had better spin. */
    long pauseNanos() {
        return pauseNanos;
    }

    private long measurePause() {
        if (workers.size() < PROCESSORS) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        for (WorkerHandle worker : workers) {
            least = Math.min(least, worker.nanosBehindHead());
        }
        return least / 2 < SHORTEST_PAUSE_NANOS ? 0 : Math.min(least / 2, LONGEST_PAUSE_NANOS);
    }

    /** Does what there is to do, for the pump, or sleeps until there is something and no caller polls. */
    void pollOrSleep() {
        if (helpers.get() > 0) {
            poll(); // a caller that polls may be away for long, in an iterator or a class of the user's
            bell.sleepDisarmed(workersCanWake(), Math.min(nanosUntilDue(), HELPED_SLEEP_NANOS));
            return;
        }
        bell.arm();
        if (!poll()) {
            bell.sleep(workersCanWake(), nanosUntilDue());
        }
    }

    /** Returns whether every worker can wake the pump by system call. */
    private boolean workersCanWake() {
        lock.lock();
        try {
            for (WorkerHandle worker : workers) {
                if (!worker.channel().workerCanWake()) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long the pump may sleep before a time limit or a stuck worker needs a look. */
    private long nanosUntilDue() {
        lock.lock();
        try {
            long nanos = Math.min(LONGEST_SLEEP_NANOS, timeLimits.nanosUntilDue(workers));
            nanos = mayBalance() ? Math.min(nanos, REVOKE_AFTER_NANOS) : nanos;
            pumpLooksAt = System.nanoTime() + nanos;
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayBalance() {
        for (WorkerHandle worker : workers) {
            if (worker.canRevokeBehindHead()) {
                return true;
            }
        }
        return false;
    }

    /** The pump sleeps on what it knew: whoever makes something due sooner, or adds a worker that cannot wake it, tells it. */
    private void ringIfDueSooner() {
        long nanos = mayBalance() ? REVOKE_AFTER_NANOS : Long.MAX_VALUE;
        nanos = Math.min(nanos, timeLimits.nanosUntilDue(workers));
        boolean sooner = nanos < LONGEST_SLEEP_NANOS && System.nanoTime() + nanos - pumpLooksAt < -SLACK_NANOS;
        if (sooner || workersChanged) {
            workersChanged = false;
            pumpLooksAt = System.nanoTime();
            bell.wake();
        }
    }

    /** What is left to do outside the lock. */
    interface Finished extends Runnable {}
}
