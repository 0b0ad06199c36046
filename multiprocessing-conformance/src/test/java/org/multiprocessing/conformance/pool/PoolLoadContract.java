package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;

/** Much, large, from many sides, and unevenly. */
public abstract class PoolLoadContract implements Contract {
    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** gh-105829, gh-94777: many tasks, exact results. */
    @Test
    void manyTinyTasks() throws Exception {
        int many = 50_000;
        try (Pool pool = context().pool(2)) {
            List<Long> results =
                    pool.map(Work::increment, LongStream.range(0, many).boxed());
            assertThat(results.stream().mapToLong(x -> x).sum()).isEqualTo(many * (many + 1L) / 2);
            assertThat(results.getFirst()).isEqualTo(1);
            assertThat(results.getLast()).isEqualTo(many);
        }
    }

    @Test
    void manySingleTasks() throws Exception {
        int many = 5_000;
        try (Pool pool = context().pool(2)) {
            List<AsyncResult<Long>> results = new ArrayList<>();
            for (long i = 0; i < many; i++) {
                results.add(pool.applyAsync(Work::increment, i));
            }
            for (int i = 0; i < many; i++) {
                assertThat(results.get(i).get(Delays.LONG)).isEqualTo(i + 1L);
            }
        }
    }

    /** Work on something; throws if its result is wrong. */
    private interface Body {
        void run() throws Exception;
    }

    /** Runs what takes far less than a lost wake-up would cost, which is the sleeper's next look after seconds. */
    private static void inTime(String what, Body body) throws Exception {
        long begin = System.nanoTime();
        body.run();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as(what)
                .isLessThan(Delays.within(Duration.ofSeconds(6)));
    }

    /** CPython deadlock test crash_big_data, without the crash. */
    @Test
    void hugeArgumentAndResult() throws Exception {
        byte[] huge = Work.bytes(50_000_000);
        try (Pool pool = context().pool(2)) {
            for (int round = 0; round < 2; round++) {
                inTime(
                        "a huge argument",
                        () -> assertThat(pool.apply(Work::hash, huge)).isEqualTo(Arrays.hashCode(huge)));
                inTime(
                        "both",
                        () -> assertThat(Arrays.equals(pool.apply(Work::incremented, huge), Work.incremented(huge)))
                                .isTrue());
                inTime(
                        "a huge result",
                        () -> assertThat(Arrays.equals(pool.apply(Work::bytes, huge.length), huge))
                                .isTrue());
            }
        }
    }

    /** Around the sizes of buffers, where off-by-one errors live. */
    @Test
    void sizesAroundPowersOfTwo() throws Exception {
        List<byte[]> items = new ArrayList<>();
        for (int power = 0; power <= 20; power++) {
            for (int off = -60; off <= 60; off += power < 16 ? 30 : 4) {
                items.add(Work.bytes(Math.max(0, (1 << power) + off)));
            }
        }
        try (Pool pool = context().pool(2)) {
            inTime("all sizes", () -> {
                List<byte[]> results = pool.map(Work::incremented, items);
                for (int i = 0; i < items.size(); i++) {
                    assertThat(Arrays.equals(results.get(i), Work.incremented(items.get(i))))
                            .as("%d bytes", items.get(i).length)
                            .isTrue();
                }
            });
        }
    }

    /** Large and small mixed, in both directions at once: full buffers on either side must not wait for each other. */
    @Test
    void largeItemsBothWaysAtOnce() throws Exception {
        List<byte[]> items = IntStream.range(0, 60)
                .mapToObj(i -> Work.bytes(i % 3 == 0 ? 2_000_000 : i * 100))
                .toList();
        try (Pool pool = context().pool(2)) {
            for (int round = 0; round < 3; round++) {
                inTime("large items", () -> {
                    List<byte[]> results = pool.map(Work::incremented, items);
                    for (int i = 0; i < items.size(); i++) {
                        assertThat(Arrays.equals(results.get(i), Work.incremented(items.get(i))))
                                .isTrue();
                    }
                });
            }
        }
    }

    @Test
    void manyThreadsGiveTasks() throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (Pool pool = context().pool(2)) {
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int base = t * 1000;
                Runnable body = () -> {
                    try {
                        for (int i = base; i < base + 200; i++) {
                            assertThat(pool.apply(Work::square, i)).isEqualTo(i * i);
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                };
                callers.add(
                        t % 2 == 0
                                ? Thread.ofPlatform().start(body)
                                : Thread.ofVirtual().start(body));
            }
            for (Thread caller : callers) {
                Await.join("a caller", caller);
            }
        }
        assertThat(failures).isEmpty();
    }

    /** A long item does not hold up those behind it, which are taken back and done by others. */
    @Test
    void longItemHoldsNobodyUp() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            for (int round = 0; round < 5; round++) {
                Mark goNow = Mark.in(folder, "go" + round);
                int at = 500 + round * 37;
                List<Integer> seen = new ArrayList<>();
                try (Results<Integer> results = pool.imapUnordered(
                        x -> {
                            if (x == at) {
                                goNow.await();
                            }
                            return x;
                        },
                        range(1000))) {
                    long begin = System.nanoTime();
                    for (int i = 0; i < 999; i++) {
                        seen.add(results.next(Delays.LONG));
                    }
                    assertThat(Duration.ofNanos(System.nanoTime() - begin))
                            .as("all but the long one")
                            .isLessThan(Delays.MEDIUM);
                    assertThat(seen).doesNotContain(at);
                    goNow.set();
                    seen.add(results.next(Delays.LONG));
                    assertThat(seen).containsExactlyInAnyOrderElementsOf(range(1000));
                }
            }
        }
        assertThat(go.isSet()).isFalse();
    }

    /** Single tasks behind a long one go to another worker, too, as soon as there is one. */
    @Test
    void singleTasksAreNotHeldUp() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            AsyncResult<String> waiting = pool.applyAsync(Work::waitFor, go);
            List<AsyncResult<Integer>> others = range(50).stream()
                    .map(i -> pool.applyAsync(Work::square, i))
                    .toList();
            for (int i = 0; i < 50; i++) {
                assertThat(others.get(i).get(Delays.LONG)).isEqualTo(i * i);
            }
            assertThat(waiting.isDone()).isFalse();
            go.set();
            assertThat(waiting.get(Delays.LONG)).isEqualTo("seen");
        }
    }

    /** Workers share the work: with two of them, neither does all of it. */
    @Test
    void workIsShared() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Long> pids = pool.map(
                    x -> {
                        Work.slowly(x);
                        return Work.pid(x);
                    },
                    range(20));
            long first = pids.stream().filter(pids.getFirst()::equals).count();
            assertThat(first).isBetween(5L, 15L);
        }
    }

    /** After a rest everybody sleeps, and must be woken. */
    @Test
    void poolWakesUpAfterARest() throws Exception {
        try (Pool pool = context().pool(2)) {
            for (int i = 0; i < 5; i++) {
                assertThat(pool.map(Work::square, range(4))).containsExactly(0, 1, 4, 9);
                Delays.pass(Delays.SMALL);
                long begin = System.nanoTime();
                assertThat(pool.apply(Work::square, i)).isEqualTo(i * i);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.SMALL);
            }
        }
    }

    /** A wake-up that is lost would cost seconds: somebody would sleep on until the next look. */
    @Test
    void defect16_noWakeUpIsLost() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        ConcurrentLinkedQueue<Duration> slow = new ConcurrentLinkedQueue<>();
        try (Pool pool = context().pool(2)) {
            pool.map(Work::square, range(10));
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                java.util.Random random = new java.util.Random(seed + t);
                callers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 300; i++) {
                        // around the times for which the library spins, helps and polls before it sleeps
                        Delays.pass(Duration.ofNanos(random.nextInt(1, 1_500_000)));
                        long begin = System.nanoTime();
                        pool.applyAsync(Work::square, i).join();
                        Duration took = Duration.ofNanos(System.nanoTime() - begin);
                        if (took.compareTo(Delays.MEDIUM) > 0) {
                            slow.add(took);
                        }
                    }
                }));
            }
            for (Thread caller : callers) {
                Await.join("a caller", caller);
            }
        }
        assertThat(slow).as("seed %d", seed).isEmpty();
    }

    /** A worker forgets what a task captured once the task is done: otherwise a long-lived pool fills up. */
    @Test
    void workersForgetFinishedTasks() throws Exception {
        int tasks = 150;
        try (Pool pool = context().pool(1, o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(48L << 20)))) {
            long pid = pool.apply(Work::workerPid);
            for (int i = 0; i < tasks; i++) {
                byte[] captured = Work.bytes(1 << 20);
                captured[0] = (byte) i;
                assertThat(pool.apply(() -> captured[0])).isEqualTo((byte) i);
            }
            for (int i = 0; i < tasks; i++) {
                byte[] captured = Work.bytes(1 << 20);
                assertThat(pool.map(x -> x + captured.length, List.of(1))).containsExactly(1 + (1 << 20));
            }
            for (int i = 0; i < tasks; i++) {
                byte[] captured = Work.bytes(1 << 20);
                try (Results<Integer> results = pool.imap(x -> x + captured.length, range(10))) {
                    assertThat(results.next()).isEqualTo(1 << 20);
                }
            }
            assertThat(pool.apply(Work::workerPid)).isEqualTo(pid);
        }
    }

    /** CPython no_stale_references and free_reference: nor does the pool keep what it was given, or a result that was taken. */
    @Test
    void poolForgetsFinishedTasks() throws Exception {
        try (Pool pool = context().pool(1);
                Results<byte[]> results = pool.imap(x -> new byte[x], List.of(1, 2, 3))) {
            WeakReference<Object> result = new WeakReference<>(results.next());
            WeakReference<Object> argument = give(pool);
            Await.until("both are collected", () -> {
                System.gc();
                return result.get() == null && argument.get() == null;
            });
            assertThat(results.next()).hasSize(2);
        }
    }

    private static WeakReference<Object> give(Pool pool) throws Exception {
        byte[] argument = new byte[10];
        assertThat(pool.applyAsync(x -> x.length, argument).get()).isEqualTo(10);
        return new WeakReference<>(argument);
    }

    /** A random mix of everything, against results that are known. */
    @Test
    void randomMix() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        java.util.Random random = new java.util.Random(seed);
        try (Pool pool = context().pool(2)) {
            List<AsyncResult<Long>> single = new ArrayList<>();
            List<AsyncResult<List<Long>>> lists = new ArrayList<>();
            List<Long> expected = new ArrayList<>();
            List<List<Long>> expectedLists = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(4) > 0) {
                    long value = random.nextInt(1_000_000);
                    single.add(pool.applyAsync(Work::increment, value));
                    expected.add(value + 1);
                } else {
                    List<Long> items = random.longs(random.nextInt(200), 0, 1_000_000)
                            .boxed()
                            .toList();
                    lists.add(pool.mapAsync(Work::increment, items));
                    expectedLists.add(items.stream().map(x -> x + 1).toList());
                }
            }
            for (int i = 0; i < single.size(); i++) {
                assertThat(single.get(i).get(Delays.LONG)).as("seed %d", seed).isEqualTo(expected.get(i));
            }
            for (int i = 0; i < lists.size(); i++) {
                assertThat(lists.get(i).get(Delays.LONG)).as("seed %d", seed).isEqualTo(expectedLists.get(i));
            }
        }
    }
}
