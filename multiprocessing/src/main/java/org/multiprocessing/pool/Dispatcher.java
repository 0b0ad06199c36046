package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.pool.WorkerHandle.Verdict;

/**
 * The heart of a pool: its life, its lock, and what comes back from the workers; who has what is in the {@link Books}. Items are
 * finished outside the lock, by whichever thread polled their outcome: a caller that waits, or the pump.
 *
 * <pre>RUNNING --shutdown--&gt; DRAINING --last item done--&gt; ENDING --last worker gone--&gt; ENDED
 *    |                          |                            ^
 *    +--------------------------+-------- terminate ---------+</pre>
 */
final class Dispatcher {
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
    private final CellHandle bellHandle = session.slab().newBell(session.identity());
    private final Bell bell = session.slab().bell(bellHandle);
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private final TimeLimits timeLimits;
    private final Chronicle chronicle = new Chronicle();
    private final Books books;
    private final Retries retries;
    private final PumpAlarm alarm;
    private final WorkerFactory factory;
    private final Staff staff;
    private final Visit visit;
    private final String title;
    private final Runnable terminate = this::terminate;
    private Life life = Life.RUNNING;
    private int openJobs;
    private volatile boolean ended;
    private volatile long pauseNanos;

    Dispatcher(int size, PoolOptionsImpl options) {
        this.title = options.title();
        this.books = new Books(options.maxTasksPerChild(), session.os());
        this.retries = new Retries(this, books);
        this.timeLimits = new TimeLimits(options.initializerNanos());
        LifeLimits lifeLimits = new LifeLimits(options);
        this.alarm = new PumpAlarm(books, timeLimits, lifeLimits, bell);
        this.factory = new WorkerFactory(session, bellHandle, options);
        this.staff = new Staff(size, options, factory, books, alarm, bell, retries, chronicle);
        Answers answers = new Answers(factory.makesThreads(), chronicle, retries);
        this.visit = new Visit(title, books, staff, answers, lifeLimits);
    }

    /** Starts the workers. A failure to start one ends those started before it. */
    void start() {
        lock.lock();
        try {
            staff.open();
        } catch (RuntimeException | Error e) {
            staff.dismissAll();
            books.workers().forEach(worker -> worker.channel().close()); // no pump will
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
        return factory.makesThreads() ? Encoder.lending() : Encoder.repeated();
    }

    // ---- what callers do

    /** Adds items, in order, and sends what can be sent now. */
    void submit(List<Chunk> chunks) {
        lock.lock();
        try {
            checkTakes(chunks.getFirst().job());
            books.add(chunks);
            assign();
            alarm.ringIfDueSooner();
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
        TaskException broken = staff.broken();
        if (broken != null) {
            throw new RejectedExecutionException(title + " has stopped: " + broken.getMessage(), broken);
        }
        if (life != Life.RUNNING && !(life == Life.DRAINING && job.isOpen())) {
            throw new RejectedExecutionException(title + " has been shut down; make a new one");
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
            books.workers().forEach(worker -> worker.forget(job));
            books.ringWorkers();
        } finally {
            lock.unlock();
        }
        job.end();
        if (!ended) {
            bell.ring();
        }
    }

    /** Takes back what no worker has begun of a job. */
    List<Chunk> withdraw(Job job) {
        lock.lock();
        try {
            for (WorkerHandle worker : books.workers()) {
                if (worker.outstanding().has(job) && worker.canRevokeBehindHead()) {
                    books.giveBack(worker.revokeBehindHead());
                }
            }
            List<Chunk> taken = books.remove(job);
            assign();
            endIfDrained();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a single task that is pending, or, if allowed, running, with its worker.
     *
     * @return whether it will end as cancelled
     */
    boolean cancel(Items single, boolean mayKill) {
        lock.lock();
        try {
            WorkerHandle worker = books.remove(single) ? null : books.workerOf(single);
            Chunk given = worker == null ? null : worker.outstanding().find(single);
            if (worker != null && given != null) {
                books.giveBack(worker.revokeFrom(given));
                if (!books.remove(single) && (isHead(worker, given) || worker.hasBegun(given))) {
                    if (!mayKill) {
                        return false;
                    }
                    if (isHead(worker, given)) { // else it is killed once what is before it has been answered
                        books.giveBack(worker.condemn(given, Verdict.CANCELLED));
                    }
                }
                assign();
            }
            endIfDrained();
        } finally {
            lock.unlock();
        }
        single.endAll(0, single.size(), new Outcome.Cancelled<>());
        return true;
    }

    /** Without an item that ends by itself, nobody else would notice that what was taken back was the last one. */
    private void endIfDrained() {
        if (life == Life.DRAINING && books.areEmpty()) {
            bell.ring(); // before the pool may have ended, and the bell with it
            advanceLife();
        }
    }

    /** Ends an item that was put off until somebody has looked at its failure, or has it tried again. */
    void judge(Chunk chunk, TaskException why) {
        Finished then = () -> {};
        lock.lock();
        try {
            if (books.putOff().removeUndecided(chunk)) { // else it was cancelled meanwhile
                then = retries.afterFailure(chunk, why);
                assign();
                endIfDrained();
                alarm.ringIfDueSooner();
            }
        } finally {
            lock.unlock();
            runGuarded(then);
        }
    }

    @SuppressWarnings("ReferenceEquality") // is it this very chunk?
    private static boolean isHead(WorkerHandle worker, Chunk chunk) {
        return worker.head() == chunk;
    }

    List<WorkerHandle> workers() {
        lock.lock();
        try {
            return List.copyOf(books.workers());
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: who is about to park asks, and waiting for a lock would eat the wake-up. */
    int size() {
        return staff.size();
    }

    void resize(int workers) {
        lock.lock();
        try {
            if (life != Life.RUNNING) {
                throw new IllegalStateException(
                        title + (staff.broken() == null ? " has been shut down" : " has stopped")
                                + "; it cannot be resized to " + workers + " workers");
            }
            staff.resize(workers);
            assign();
            alarm.ringIfDueSooner(); // there may be workers whose end the pump has to watch
        } finally {
            lock.unlock();
        }
    }

    Insights insights() {
        List<Insights.SlowTask> slowest = chronicle.slowest();
        lock.lock();
        try {
            return new Insights(
                    chronicle.living(books.workers()), chronicle.replaced(), chronicle.ofReplaced(), slowest);
        } finally {
            lock.unlock();
        }
    }

    /** What the pump does now and then, once the pool's first results are not to be disturbed any more. */
    void tidy() {
        chronicle.tidy();
        var _ = Flight.look();
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
            visit.all(finished, mayStartWorkers(), life.compareTo(Life.DRAINING) <= 0);
            if (staff.broken() != null && life.compareTo(Life.DRAINING) <= 0) {
                life = Life.ENDING;
            }
            List<Chunk> takenBack = timeLimits.enforce(books.workers());
            books.giveBack(takenBack);
            if (!finished.isEmpty() || !takenBack.isEmpty()) {
                assign();
                advanceLife();
            }
            boolean due = books.takeUpDue();
            if (books.balance(mayStartWorkers() && staff.hasVacancy()) || due) {
                assign();
            }
            books.ringWorkers();
            alarm.ringIfDueSooner();
            pauseNanos = books.pauseNanos();
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

    private boolean mayStartWorkers() {
        return life == Life.RUNNING || (life == Life.DRAINING && (books.hasPending() || openJobs > 0));
    }

    private void assign() {
        if (books.assign() || (books.pendingItems() > 0 && staff.hasVacancy())) {
            staff.refillSoon();
        }
    }

    // ---- life

    void shutdown() {
        boolean ends = false;
        lock.lock();
        try {
            if (life == Life.RUNNING) {
                life = Life.DRAINING;
                advanceLife();
                ends = life != Life.ENDED;
            }
        } finally {
            lock.unlock();
        }
        bell.ring();
        if (ends) {
            keepProgram();
        }
    }

    /**
     * What was given is done, and the finalizers have run, even if main returns now, as by the JDK's executors: all other threads of
     * a pool are daemons.
     */
    private void keepProgram() {
        try {
            Thread.ofPlatform().daemon(false).name("multiprocessing-drain").start(this::awaitEndUninterruptibly);
        } catch (OutOfMemoryError e) { // the pool is shut down all the same
            String message = "no thread that waits for the end of " + title + ", should main return before";
            Log.log(System.Logger.Level.WARNING, message, e);
        }
    }

    private void awaitEndUninterruptibly() {
        lock.lock();
        try {
            while (life != Life.ENDED) {
                endedCondition.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Kills the workers; what is open ends as cancelled. Returns what had not begun. */
    List<Chunk> terminate() {
        List<Chunk> open;
        List<Chunk> waiting;
        lock.lock();
        try {
            waiting = books.unbegun();
            open = books.removeAll();
            if (life != Life.ENDED) {
                life = Life.ENDING;
            }
            staff.dismissAll();
            advanceLife();
        } finally {
            lock.unlock();
        }
        open.forEach(chunk -> chunk.finishAll(new Outcome.Cancelled<>()));
        bell.ring();
        return waiting;
    }

    private void advanceLife() {
        if (life == Life.DRAINING && openJobs == 0 && books.areEmpty()) {
            life = Life.ENDING;
            staff.retireAll();
        }
        if (life == Life.ENDING && books.workers().isEmpty()) {
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

    /** Does what there is to do, for the pump, or sleeps until there is something and no caller polls. */
    void pollOrSleep() {
        if (helpers.get() > 0) {
            poll(); // a caller that polls may be away for long, in an iterator or a class of the user's
            bell.sleepDisarmed(workersCanWake(), Math.min(sleepNanos(), HELPED_SLEEP_NANOS));
            return;
        }
        bell.arm();
        if (!poll()) {
            bell.sleep(workersCanWake(), sleepNanos());
        }
    }

    private boolean workersCanWake() {
        lock.lock();
        try {
            return books.workersCanWake();
        } finally {
            lock.unlock();
        }
    }

    private long sleepNanos() {
        lock.lock();
        try {
            return alarm.sleepNanos();
        } finally {
            lock.unlock();
        }
    }

    /** What is left to do outside the lock. */
    interface Finished extends Runnable {}
}
