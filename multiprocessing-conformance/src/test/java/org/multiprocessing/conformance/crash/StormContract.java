package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.process.Process;

/** What may come at any moment comes at random moments: cancels, time limits, stops, interrupts, new pools. */
@Bound(seconds = 180)
public abstract class StormContract implements Contract {
    private static final int FACTOR = "all".equals(System.getProperty("multiprocessing.tests")) ? 10 : 1;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Random random = new Random(seed);

    static int lasting(int millis) {
        Delays.pass(Duration.ofMillis(millis));
        return millis;
    }

    static int square(int x) {
        return x * x;
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> squares(int size) {
        return range(size).stream().map(StormContract::square).toList();
    }

    private <T> Outcome<T> ended(AsyncResult<T> result) throws InterruptedException {
        assertThat(result.await(Delays.LONG)).as("ended, seed %d", seed).isTrue();
        return result.outcome();
    }

    /** A cancel hits its own task or none: never the neighbour that the worker has begun meanwhile. */
    @Test
    void cancels() throws Exception {
        try (Pool pool = context().pool(2)) {
            for (int round = 0; round < 8 * FACTOR; round++) {
                List<AsyncResult<Integer>> results = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    results.add(pool.applyAsync(StormContract::lasting, random.nextInt(4)));
                }
                List<Boolean> cancelled = new ArrayList<>();
                for (AsyncResult<Integer> result : results) {
                    if (random.nextInt(8) == 0) {
                        Delays.pass(Duration.ofNanos(random.nextInt(3_000_000)));
                        boolean claimed = result.cancel(random.nextBoolean());
                        assertThat(result.isCancelled()).isEqualTo(claimed);
                        cancelled.add(claimed);
                    } else {
                        cancelled.add(false);
                    }
                }
                for (int i = 0; i < results.size(); i++) {
                    assertThat(ended(results.get(i)))
                            .as("task %d of round %d, seed %d", i, round, seed)
                            .isInstanceOf(cancelled.get(i) ? Cancelled.class : Success.class);
                }
            }
            assertThat(pool.map(StormContract::square, range(50))).isEqualTo(squares(50));
        }
    }

    /** Tasks that end near their limit end one way or the other, and those far from it as they must. */
    @Test
    void timeLimits() throws Exception {
        int limit = (int) Delays.within(Duration.ofMillis(150)).toMillis();
        try (Pool pool = context().pool(2)) {
            pool.map(StormContract::lasting, List.of(50, 50)); // both run
            for (int round = 0; round < FACTOR; round++) {
                List<Integer> times = random.ints(50, 0, 5)
                        .map(kind -> switch (kind) {
                            case 0 -> limit - 2 + random.nextInt(4);
                            case 1 -> 20 * limit;
                            default -> random.nextInt(5);
                        })
                        .boxed()
                        .toList();
                List<Outcome<Integer>> outcomes = pool.tasks(t -> t.withTimeout(Duration.ofMillis(limit)))
                        .mapOutcomes(StormContract::lasting, times);
                for (int i = 0; i < times.size(); i++) {
                    boolean late = outcomes.get(i) instanceof Failure<Integer>(TaskTimedOut _);
                    boolean done = outcomes.get(i).equals(new Success<>(times.get(i)));
                    assertThat(times.get(i) < limit / 2 ? done : times.get(i) > 2 * limit ? late : late || done)
                            .as("%d ms: %s, seed %d", times.get(i), outcomes.get(i), seed)
                            .isTrue();
                }
            }
        }
    }

    /** Workers that are stopped for a while, wherever they are, lose nothing. */
    @Test
    void stops() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (Pool pool = context().pool(2)) {
            Thread stopper = Thread.ofPlatform().start(() -> {
                try {
                    while (!over.get()) {
                        Process victim = pool.workers().get(random.nextInt(2));
                        Unix.signal("STOP", victim.pid());
                        Delays.pass(Duration.ofMillis(random.nextInt(30)));
                        Unix.signal("CONT", victim.pid());
                        Delays.pass(Duration.ofMillis(random.nextInt(10)));
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            try {
                for (int round = 0; round < 40 * FACTOR; round++) {
                    assertThat(pool.map(StormContract::square, range(200))).isEqualTo(squares(200));
                    assertThat(pool.apply(StormContract::square, round)).isEqualTo(round * round);
                }
            } finally {
                over.set(true);
                Await.join("the stopper", stopper);
            }
        }
    }

    /** Callers that are interrupted, wherever they are, get their result or the interrupt, and harm no other caller. */
    @Test
    void interrupts() throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (Pool pool = context().pool(2)) {
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                boolean target = t > 0;
                callers.add(Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 40 * FACTOR; round++) {
                        try {
                            assertThat(pool.map(StormContract::square, range(300)))
                                    .isEqualTo(squares(300));
                        } catch (InterruptedException e) {
                            if (!target) {
                                failures.add(e);
                            }
                        } catch (Throwable e) {
                            failures.add(e);
                        }
                    }
                }));
            }
            while (callers.stream().anyMatch(Thread::isAlive)) {
                Delays.pass(Duration.ofNanos(random.nextInt(4_000_000)));
                callers.get(1 + random.nextInt(2)).interrupt();
            }
            assertThat(failures).as("seed %d", seed).isEmpty();
            assertThat(pool.map(StormContract::square, range(300))).isEqualTo(squares(300));
        }
    }

    /** Pools that begin and end beside each other do not know of each other. */
    @Test
    void pools() throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> owners = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            boolean kills = t == 3;
            owners.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int round = 0; round < 4 * FACTOR; round++) {
                        try (Pool pool = context().pool(1)) {
                            assertThat(pool.map(StormContract::square, range(100)))
                                    .isEqualTo(squares(100));
                            if (kills) {
                                pool.terminate();
                            }
                        }
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread owner : owners) {
            Await.join("an owner of pools", owner);
        }
        assertThat(failures).isEmpty();
    }
}
