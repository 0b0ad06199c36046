package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Seed;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerExited;

/**
 * All that pools do, at once and for long: what the program and its workers use stays the same. Some seconds usually, ten minutes with
 * {@code -Dmultiprocessing.tests=all}; {@code -Dmultiprocessing.seconds=NUMBER} says otherwise.
 */
@Bound(seconds = 7200)
public abstract class MixedLoadContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final int SECONDS = Integer.getInteger("multiprocessing.seconds", ALL ? 600 : 5);

    /** Below that, what is compiled and cached at first is all that is seen. */
    private static final int ENOUGH_SECONDS = 300;

    private static final int LOOKS = SECONDS >= ENOUGH_SECONDS ? 60 : 8;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long MEBIBYTE = 1 << 20;

    private final long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    private final Random random = new Random(Seed.ofTheDay("MixedLoad"));
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong tasks = new AtomicLong();

    /** Something that is done again and again. */
    private interface Load {
        void once() throws Exception;
    }

    static int square(int x) {
        return x * x;
    }

    static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    static int odd(int x) throws Exception {
        if (x % 2 == 0) {
            throw new java.io.IOException("even: " + x);
        }
        return x;
    }

    static int going(Way way) throws Exception {
        way.take();
        return 0;
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> squares(int size) {
        return range(size).stream().map(MixedLoadContract::square).toList();
    }

    private boolean isOver() {
        return System.nanoTime() - end > 0 || !failures.isEmpty();
    }

    private Thread repeated(Load load) {
        return Thread.ofPlatform().start(() -> {
            try {
                while (!isOver()) {
                    load.once();
                    Delays.pass(PAUSE); // the machine is not to be busy all the time
                }
            } catch (Throwable e) {
                failures.add(e);
            }
        });
    }

    /** The workers of one pool live for ever, those of another one seldom long. */
    @Test
    void whatIsUsedStaysTheSame() throws Exception {
        List<Usage> usages = new ArrayList<>();
        // all of the heap is resident from the start: what grows is something else
        try (Pool calm = context()
                        .pool(
                                2,
                                o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(48 * MEBIBYTE)
                                        .withJvmArguments("-Xms48m", "-XX:+AlwaysPreTouch")));
                Pool stormy = context()
                        .pool(
                                2,
                                o -> o.withMaxTasksPerChild(2000)
                                        .withTasks(
                                                t -> t.withTimeout(Delays.LONG).withRetries(5)))) {
            List<Thread> threads = List.of(
                    repeated(() -> many(calm)),
                    repeated(() -> single(calm)),
                    repeated(() -> large(calm)),
                    repeated(() -> failing(calm)),
                    repeated(() -> abandoned(calm)),
                    repeated(() -> many(stormy)),
                    repeated(() -> dying(stormy)),
                    repeated(this::shortLived));
            while (!isOver()) {
                Delays.pass(Duration.ofSeconds(SECONDS).dividedBy(LOOKS));
                usages.add(Usage.now(calm.workers()));
            }
            for (Thread thread : threads) {
                Await.join("a load", thread);
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a load failed", failures.peek());
        }
        System.out.println("MixedLoad: " + tasks + " tasks in " + SECONDS + " s\n  early: "
                + usages.get(usages.size() / 4) + "\n  late:  " + usages.getLast());
        if (SECONDS >= ENOUGH_SECONDS) {
            assertFlat(usages);
        }
    }

    private void many(Pool pool) throws Exception {
        int size = 1 + random.nextInt(500);
        assertThat(pool.map(MixedLoadContract::square, range(size))).isEqualTo(squares(size));
        tasks.addAndGet(size);
    }

    private void single(Pool pool) throws Exception {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        AtomicLong called = new AtomicLong();
        for (int i = 0; i < 20; i++) {
            results.add(pool.applyAsync(MixedLoadContract::square, i).onSuccess(called::addAndGet));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(results.get(i).get(Delays.LONG)).isEqualTo(i * i);
        }
        Await.equal("what callbacks have seen", 2470L, called::get);
        tasks.addAndGet(20);
    }

    private void large(Pool pool) throws Exception {
        byte[] bytes = new byte[1 + random.nextInt(2_000_000)];
        random.nextBytes(bytes);
        assertThat(Arrays.equals(pool.apply(MixedLoadContract::reversed, bytes), reversed(bytes)))
                .isTrue();
        tasks.incrementAndGet();
    }

    private void failing(Pool pool) throws Exception {
        var outcomes = pool.mapOutcomes(MixedLoadContract::odd, range(20));
        assertThat(outcomes.stream().filter(Success.class::isInstance)).hasSize(10);
        assertThat(outcomes.stream().filter(Failure.class::isInstance)).hasSize(10);
        tasks.addAndGet(20);
    }

    private void abandoned(Pool pool) throws Exception {
        try (Results<Integer> results = pool.imapUnordered(MixedLoadContract::square, range(1000))) {
            results.next(Delays.LONG);
        }
        AsyncResult<Integer> cancelled = pool.applyAsync(MixedLoadContract::square, 3);
        cancelled.cancel(false);
        tasks.incrementAndGet();
    }

    private void dying(Pool pool) throws Exception {
        Delays.pass(Duration.ofMillis(random.nextInt(1000)));
        Way way = random.nextBoolean() ? Way.HALT : Way.SPIN;
        Duration limit = way == Way.SPIN ? Delays.SMALL : Delays.LONG;
        var outcome = pool.tasks(t -> t.withRetries(0).withTimeout(limit))
                .applyAsync(MixedLoadContract::going, way)
                .outcome();
        assertThat(outcome).isInstanceOf(Failure.class);
        assertThat(((Failure<Integer>) outcome).why())
                .isInstanceOf(way == Way.HALT ? WorkerExited.class : TaskTimedOut.class);
        tasks.incrementAndGet();
    }

    private void shortLived() throws Exception {
        Delays.pass(Duration.ofMillis(random.nextInt(2000)));
        try (Pool pool = context().pool(1)) {
            many(pool);
        }
    }

    /** Compares the second quarter with the last one: caches and the compiler have settled by then. */
    private static void assertFlat(List<Usage> usages) {
        int quarter = usages.size() / 4;
        List<Usage> early = usages.subList(quarter, 2 * quarter);
        List<Usage> late = usages.subList(usages.size() - quarter, usages.size());
        assertNoGrowth("the heap", early, late, Usage::heap, 4 * MEBIBYTE);
        assertNoGrowth("the resident set", early, late, Usage::resident, 32 * MEBIBYTE);
        assertNoGrowth("the workers' resident sets", early, late, Usage::workers, 16 * MEBIBYTE);
        assertNoGrowth("the descriptors", early, late, Usage::descriptors, 4);
        assertNoGrowth("the workers' descriptors", early, late, Usage::workerDescriptors, 0);
        assertNoGrowth("the threads", early, late, Usage::threads, 3);
        assertNoGrowth("the files in the session's folder", early, late, Usage::files, 2);
        assertNoGrowth("their bytes", early, late, Usage::shared, 4 * MEBIBYTE);
    }

    private static void assertNoGrowth(
            String what, List<Usage> early, List<Usage> late, ToLongFunction<Usage> figure, long tolerated) {
        assertThat(Usage.median(late, figure))
                .as(
                        "median of %s; at most %d early, %d late",
                        what, Usage.most(early, figure), Usage.most(late, figure))
                .isLessThanOrEqualTo(Usage.median(early, figure) + tolerated);
    }
}
