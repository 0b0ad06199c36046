package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;

/**
 * Pools that are made, resized, told to replace their workers, and ended in every way, while tasks are given, cancelled and interrupted
 * and workers are killed: every task that was given ends, in one of the ways that were asked for.
 */
final class PoolLives implements Scenario {
    private static final Duration LIMIT = Duration.ofMillis(300);

    @Override
    public String name() {
        return "pool-lives";
    }

    /** A task that was given, and what may become of it. */
    private record Given(int millis, boolean isLimited, boolean isCancelled, AsyncResult<Integer> result) {}

    static int lasting(int millis) {
        Delays.pass(Duration.ofMillis(millis));
        return millis;
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            once(chaos);
            chaos.count("pools", 1);
        } while (!chaos.isOver());
    }

    private static void once(Chaos chaos) throws Exception {
        Pool pool = pool(chaos);
        boolean kills = chaos.oneIn(2);
        List<Thread> givers = new ArrayList<>();
        List<List<Given>> all = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        boolean isTerminated = false;
        try {
            for (int i = chaos.between(1, 3); i > 0; i--) {
                Random random = new Random(chaos.seed());
                List<Given> given = new ArrayList<>();
                all.add(given);
                givers.add(Thread.ofPlatform().daemon().name("chaos-giver").start(() -> {
                    try {
                        give(pool, random, given);
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                }));
            }
            meddle(chaos, pool, kills);
            isTerminated = end(chaos, pool);
        } finally {
            pool.close();
        }
        for (Thread giver : givers) {
            Invariants.comes(giver::join, "a giver waits: %s", giver);
        }
        if (failure.get() != null) {
            throw new Violation("a giver of tasks", failure.get());
        }
        for (List<Given> given : all) {
            for (Given task : given) {
                check(task, isTerminated, kills);
            }
            chaos.count("tasks", given.size());
        }
        Invariants.check(pool.workers().stream().noneMatch(Process::isAlive), "workers live on: %s", pool.workers());
    }

    private static Pool pool(Chaos chaos) {
        int maxTasks = chaos.oneIn(2) ? chaos.between(1, 30) : 0;
        boolean idles = chaos.oneIn(4);
        return chaos.context().pool(chaos.between(1, 3), o -> {
            var some =
                    o.withWorkerOptions(w -> w.withOutput(new Output.Discard()).withError(new Output.Discard()));
            some = maxTasks > 0 ? some.withMaxTasksPerChild(maxTasks) : some;
            return idles ? some.withMaxIdle(LIMIT) : some;
        });
    }

    private static void give(Pool pool, Random random, List<Given> given) throws Exception {
        try {
            for (int i = random.nextInt(150); i > 0; i--) {
                boolean isLimited = random.nextInt(20) == 0;
                int millis = isLimited ? random.nextInt(1000) : random.nextInt(5);
                AsyncResult<Integer> result = isLimited
                        ? pool.tasks(t -> t.withTimeout(LIMIT)).applyAsync(PoolLives::lasting, millis)
                        : pool.applyAsync(PoolLives::lasting, millis);
                boolean cancels = random.nextInt(10) == 0;
                if (cancels) {
                    Delays.pass(Duration.ofNanos(random.nextInt(5_000_000)));
                }
                given.add(new Given(millis, isLimited, cancels && result.cancel(random.nextBoolean()), result));
                if (random.nextInt(30) == 0) {
                    interrupted(pool, random);
                }
            }
        } catch (RejectedExecutionException e) {
            Invariants.check(pool.isShutdown(), "an open pool refused a task: %s", e);
        }
    }

    /** Somebody who waits is interrupted, and nobody else notices. */
    private static void interrupted(Pool pool, Random random) throws Exception {
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                pool.map(PoolLives::lasting, List.of(1, 1, 1));
            } catch (Exception e) {
                // the interrupt, or the end of the pool
            }
        });
        Delays.pass(Duration.ofNanos(random.nextInt(5_000_000)));
        caller.interrupt();
        Invariants.comes(caller::join, "an interrupted caller waits: %s", caller);
    }

    private static void meddle(Chaos chaos, Pool pool, boolean kills) throws Exception {
        Killer killer = new Killer(chaos);
        for (int i = chaos.between(0, 6); i > 0; i--) {
            chaos.pass(Duration.ofMillis(300));
            switch (chaos.between(0, 3)) {
                case 0 -> {
                    pool.resize(chaos.between(1, 4));
                    chaos.count("resizes", 1);
                }
                case 1 -> {
                    List<Process> workers = pool.workers();
                    if (kills && !workers.isEmpty()) {
                        int _ = pool.tasks(t -> t.withRetries(100)).apply(PoolLives::lasting, 0); // no crash loop
                        killer.strike(chaos.pick(workers));
                    }
                }
                default -> Invariants.check(pool.insights() != null, "no insights");
            }
        }
    }

    /** Returns whether tasks may have been lost by it. */
    private static boolean end(Chaos chaos, Pool pool) throws Exception {
        switch (chaos.between(0, 3)) {
            case 0 -> pool.terminate();
            case 1 -> {
                List<Runnable> _ = pool.shutdownNow();
            }
            case 2 -> {
                pool.shutdown();
                pool.join();
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void check(Given task, boolean isTerminated, boolean kills) throws Exception {
        Invariants.comes(task.result()::await, "a task never ended: %s", task);
        Outcome<Integer> outcome = task.result().outcome();
        boolean fits = switch (outcome) {
            case Success<Integer>(Integer value) -> value == task.millis() && !task.isCancelled();
            case Cancelled<Integer> _ -> task.isCancelled() || isTerminated;
            case Failure<Integer>(TaskTimedOut _) -> task.isLimited();
            case Failure<Integer>(WorkerKilled _) -> kills;
            case Failure<Integer> _ -> false;
        };
        Invariants.check(fits, "%s ended as %s; terminated: %s", task, outcome, isTerminated);
    }
}
