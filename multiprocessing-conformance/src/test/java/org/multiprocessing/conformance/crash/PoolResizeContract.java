package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Seed;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;

/** The size of a pool changes while its workers die, and while it ends. */
@Bound(seconds = 300)
public abstract class PoolResizeContract implements Contract {
    private static final int FACTOR = "all".equals(System.getProperty("multiprocessing.tests")) ? 20 : 1;
    private static final int RETRIES = 1000;
    private static final int MOST_WORKERS = 4;

    private final Random random = new Random(Seed.ofTheDay("PoolResize"));

    static int square(int x) {
        return x * x;
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> squares(int size) {
        return range(size).stream().map(PoolResizeContract::square).toList();
    }

    private void passUpTo(Duration most) {
        Delays.pass(Duration.ofNanos((long) (most.toNanos() * random.nextDouble())));
    }

    private void killOne(Pool pool) {
        List<Process> workers = pool.workers();
        if (!workers.isEmpty()) {
            workers.get(random.nextInt(workers.size())).toHandle().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Would catch a pool that counts the dead, those that are leaving, or those that it has just asked for, as workers. */
    @Test
    void sizeMayChangeWhileWorkersDie() throws Exception {
        try (Pool pool = context().pool(2)) {
            for (int round = 0; round < 8 * FACTOR; round++) {
                AsyncResult<List<Integer>> result =
                        pool.tasks(t -> t.withRetries(RETRIES)).mapAsync(PoolResizeContract::square, range(200));
                int size = 0;
                for (int i = 0; i < 3; i++) {
                    passUpTo(Delays.SHORT);
                    if (random.nextBoolean()) {
                        killOne(pool);
                    }
                    size = 1 + random.nextInt(MOST_WORKERS);
                    pool.resize(size);
                }
                killOne(pool);
                assertThat(result.get(Delays.LONG)).isEqualTo(squares(200));
                assertThat(pool.size()).isEqualTo(size);
                Await.equal("the number of live workers", size, () ->
                        (int) pool.workers().stream().filter(Process::isAlive).count());
            }
        }
    }

    /** Whoever resizes is refused from the end on, and what was given is done all the same. */
    @Test
    void sizeMayChangeUntilTheEnd() throws Exception {
        for (int round = 0; round < 4 * FACTOR; round++) {
            Pool pool = context().pool(1);
            List<AsyncResult<Integer>> results = new ArrayList<>();
            CompletableFuture<Throwable> refused = new CompletableFuture<>();
            try {
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        for (int i = 0; ; i++) {
                            pool.resize(1 + i % MOST_WORKERS);
                            Delays.pass(Delays.SHORT.dividedBy(5));
                        }
                    } catch (Throwable e) {
                        refused.complete(e);
                    }
                });
                for (int i = 0; i < 50; i++) {
                    results.add(pool.applyAsync(PoolResizeContract::square, i));
                }
                passUpTo(Delays.SHORT.multipliedBy(2));
            } finally {
                pool.close();
            }
            assertThat(refused.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(IllegalStateException.class);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).resultNow()).isEqualTo(i * i);
            }
            assertThat(pool.workers()).isEmpty();
        }
    }
}
