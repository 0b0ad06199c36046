package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerCrashed;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.pool.WorkerOutOfMemory;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;

/**
 * Tasks that break their workers among others, and workers that are killed by somebody else: each task is begun at most once and ends
 * as what it was, and a death costs one task.
 */
final class PoolFaults implements Scenario {
    private static final long SMALL_HEAP = 48L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int RETRIES = 1000;
    private static final int MOST_ITEMS = 60;

    /** Those that end by themselves. */
    private static final List<Way> WAYS = List.of(
            Way.EXCEPTION,
            Way.ERROR,
            Way.EXIT,
            Way.EXIT_ZERO,
            Way.HALT,
            Way.SIGKILL,
            Way.SEGV,
            Way.HEAP,
            Way.DIRECT_MEMORY,
            Way.STACK,
            Way.ENDLESS_MESSAGE,
            Way.FAILING_MESSAGE);

    /** Those that a time limit ends. */
    private static final List<Way> STUCK = List.of(Way.SPIN, Way.STOP);

    @Override
    public String name() {
        return "pool-faults";
    }

    /** A task; the way is null for one that does nothing wrong. */
    record Job(int index, Way way, Counters begun) implements java.io.Serializable {
        int run() throws Exception {
            begun.add(index, 1);
            if (way != null) {
                way.takeForGood();
            }
            return index;
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        int workers = chaos.between(1, 4);
        boolean isStruck = chaos.oneIn(2);
        try (Pool pool = chaos.context()
                .pool(
                        workers,
                        o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(SMALL_HEAP)
                                .withOutput(new Output.Discard())
                                .withError(new Output.Discard())))) {
            do {
                if (chaos.oneIn(3)) {
                    stuck(chaos, pool);
                } else {
                    mixed(chaos, pool, isStruck);
                }
            } while (!chaos.isOver());
            Invariants.eventually(
                    "all workers live",
                    () -> pool.workers().stream().filter(Process::isAlive).count() == workers);
        }
    }

    private static void mixed(Chaos chaos, Pool pool, boolean isStruck) throws Exception {
        int size = chaos.between(1, MOST_ITEMS);
        try (Counters begun = Counters.of(size)) {
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                jobs.add(new Job(i, chaos.oneIn(8) ? chaos.pick(WAYS) : null, begun));
            }
            AtomicInteger strikes = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            Thread striker = isStruck ? striker(chaos, pool, strikes, over) : null;
            List<Outcome<Integer>> outcomes;
            try {
                outcomes = pool.mapOutcomes(Job::run, jobs);
            } finally {
                over.set(true);
                if (striker != null) {
                    striker.join();
                }
            }
            int foreign = 0;
            for (int i = 0; i < size; i++) {
                Job job = jobs.get(i);
                Outcome<Integer> outcome = outcomes.get(i);
                boolean wasKilled = isStruck && outcome instanceof Failure<Integer>(WorkerKilled _);
                boolean isUnbegun = wasKilled && begun.get(i) == 0; // so it has not killed its worker itself
                boolean isOwn = fits(job, outcome) && !isUnbegun;
                foreign += isOwn ? 0 : 1;
                Invariants.check(isOwn || wasKilled, "item %d, %s, ended as %s", i, job.way(), outcome);
                Invariants.between(begun.get(i), isOwn ? 1 : 0, 1, "item %d, %s, begun", i, outcome);
            }
            Invariants.between(foreign, 0, strikes.get(), "tasks that were lost with their worker");
            chaos.count("tasks", size);
        }
    }

    private static Thread striker(Chaos chaos, Pool pool, AtomicInteger strikes, AtomicBoolean over) {
        return Thread.ofPlatform().daemon().name("chaos-striker").start(() -> {
            Killer killer = new Killer(chaos);
            try {
                while (!over.get()) {
                    chaos.pass(Duration.ofSeconds(1));
                    // a pool none of whose workers gets that far gives up, and rightly
                    int _ = pool.tasks(t -> t.withRetries(RETRIES)).apply(() -> 0);
                    if (!over.get()) {
                        strikes.incrementAndGet();
                        killer.strike(chaos.pick(pool.workers()));
                    }
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void stuck(Chaos chaos, Pool pool) throws Exception {
        try (Counters begun = Counters.of(3)) {
            Job job = new Job(0, chaos.pick(STUCK), begun);
            AsyncResult<Integer> stuck = pool.tasks(t -> t.withTimeout(LIMIT)).applyAsync(job::run);
            AsyncResult<Integer> before = pool.applyAsync(new Job(1, null, begun)::run);
            AsyncResult<Integer> behind = pool.applyAsync(new Job(2, null, begun)::run);
            Invariants.comes(stuck::await, "a stuck task has not ended: %s", job.way());
            Outcome<Integer> outcome = stuck.outcome();
            Invariants.check(
                    outcome instanceof Failure<Integer>(TaskTimedOut _),
                    "%s with a limit ended as %s",
                    job.way(),
                    outcome);
            Invariants.equal(Invariants.result(before), 1, "a task beside a stuck one");
            Invariants.equal(Invariants.result(behind), 2, "a task beside a stuck one");
            chaos.count("limits", 1);
        }
    }

    private static boolean fits(Job job, Outcome<Integer> outcome) {
        if (job.way() == null) {
            return outcome.equals(new Success<>(job.index()));
        }
        return outcome instanceof Failure<Integer>(TaskException why)
                && why.index() == job.index()
                && fits(job.way(), why);
    }

    /** Returns whether something went wrong as it should. */
    static boolean fits(Way way, TaskException why) {
        return switch (way) {
            case EXCEPTION, ERROR, STACK, ENDLESS_MESSAGE, FAILING_MESSAGE -> why instanceof TaskFailed;
            case EXIT -> why instanceof WorkerExited exited && exited.exitCode() == Way.EXIT_CODE;
            case EXIT_ZERO -> why instanceof WorkerExited exited && exited.exitCode() == 0;
            case HALT -> why instanceof WorkerExited exited && exited.exitCode() == Way.HALT_CODE;
            case SIGKILL -> why instanceof WorkerKilled;
            case SEGV -> why instanceof WorkerCrashed;
            case HEAP, DIRECT_MEMORY -> why instanceof WorkerOutOfMemory;
            case SPIN, STOP -> why instanceof TaskTimedOut;
            default -> false;
        };
    }
}
