package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.call;
import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.pool;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.replaceStartMethod;
import static org.multiprocessing.Multiprocessing.startMethod;
import static org.multiprocessing.Multiprocessing.threadPool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Cancellation;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** Pools whose workers are threads of this JVM. */
class ThreadPoolTest {
    private static final int PERIODS = 1_000;

    /** Not serializable, and equal to itself only. */
    private static final class Thing {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static void spin(CountDownLatch begun, CountDownLatch over) {
        begun.countDown();
        while (over.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsCopied() throws Exception {
        Thing thing = new Thing();
        List<Object> same = new ArrayList<>();
        try (Pool pool = threadPool(2)) {
            Thing returned = pool.apply(given -> given, thing);
            assertThat(returned).isSameAs(thing);
            Thing captured = pool.apply(() -> thing);
            assertThat(captured).isSameAs(thing);
            List<Thing> mapped = pool.map(given -> given, List.of(thing, thing));
            assertThat(mapped).allMatch(thing::equals);
            pool.apply(() -> {
                same.add(thing);
            });
            assertThat(same).containsExactly(thing);
            assertThat(pool.apply(ThreadPoolTest::pid)).isEqualTo(pid());
        }
    }

    @Test
    void manyItemsComeBackInOrder() throws Exception {
        try (Pool pool = threadPool(3)) {
            List<Integer> items = IntStream.range(0, 20_000).boxed().toList();
            assertThat(pool.map(i -> i + 1, items))
                    .isEqualTo(items.stream().map(i -> i + 1).toList());
        }
    }

    @Test
    void failureIsTheOriginalException() throws Exception {
        IOException original = new IOException("on purpose");
        try (Pool pool = threadPool(1)) {
            assertThatThrownBy(() -> pool.apply(() -> {
                        throw original;
                    }))
                    .isInstanceOf(TaskFailed.class)
                    .hasCause(original);
        }
    }

    /** The worker cannot be killed: it is abandoned, and another one takes its place. */
    @Test
    void taskThatRunsIntoItsLimitIsAbandoned() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Pool pool = threadPool(1)) {
            assertThatThrownBy(() ->
                            pool.tasks(t -> t.withTimeout(Delays.SHORT)).apply(() -> spin(new CountDownLatch(1), over)))
                    .isInstanceOfSatisfying(
                            TaskTimedOut.class, e -> assertThat(e.stuckStack()).contains("spin"));
            assertThat(pool.apply(() -> 5)).isEqualTo(5);
        } finally {
            over.countDown();
        }
    }

    @Test
    void cancelledTaskIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (Pool pool = threadPool(1)) {
            AsyncResult<Void> result = pool.applyAsync(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertThat(interrupted.await(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(pool.apply(() -> 5)).isEqualTo(5);
        }
    }

    /** Nothing can kill the task, so it is told in every way that nobody waits for it any more. */
    @Test
    void cancelledTaskSeesThatItIs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch acted = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        try (Pool pool = threadPool(1)) {
            AsyncResult<Void> result = pool.applyAsync(() -> {
                Cancellation cancellation = Cancellation.current();
                cancellation.onCancel(acted::countDown);
                begun.countDown();
                while (!cancellation.isCancelled() || acted.getCount() > 0) {
                    Thread.interrupted(); // swallowed
                }
                seen.countDown();
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(seen.await(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(acted.await(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(pool.apply(() -> Cancellation.current().isCancelled())).isFalse();
        }
    }

    /** Nothing travels, so a task may have its own pool; it must not wait for a worker that it occupies itself. */
    @Test
    void taskMayUseItsOwnPool() throws Exception {
        try (Pool pool = threadPool(2)) {
            assertThat(pool.apply(() -> pool.apply(() -> 5))).isEqualTo(5);
        }
    }

    /** What was waiting behind a task that ends long after the pool is not done then. */
    @Test
    void nothingBeginsAfterTermination() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger later = new AtomicInteger();
        Pool pool = threadPool(1);
        List<AsyncResult<?>> waiting = new ArrayList<>();
        try {
            pool.map(i -> i, IntStream.range(0, PERIODS).boxed().toList()); // short ones: several travel at a time
            pool.execute(() -> {
                spin(begun, over);
                ended.countDown();
            });
            begun.await();
            for (int i = 0; i < 100; i++) {
                waiting.add(pool.submit(() -> {
                    later.incrementAndGet();
                }));
            }
        } finally {
            pool.terminate();
            over.countDown();
        }
        ended.await();
        assertThat(waiting).allMatch(AsyncResult::isCancelled);
        Await.until(
                "the abandoned thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("PoolWorker-")));
        assertThat(later).hasValue(0);
    }

    @Test
    void tasksMayStartProcesses() throws Exception {
        try (Pool pool = threadPool(1)) {
            assertThat(pool.apply(() -> call(ThreadPoolTest::pid))).isNotEqualTo(pid());
            assertThat(pool.apply(() -> process(() -> {}).isDaemon())).isFalse();
        }
    }

    @Test
    void workersAreProcessesOfTheirOwnInName() throws Exception {
        try (Pool pool = threadPool(1)) {
            List<Process> workers = pool.workers();
            assertThat(pool.apply(() -> currentProcess().name()))
                    .isEqualTo(workers.getFirst().name());
            assertThat(workers.getFirst().pid()).isEqualTo(pid());
        }
    }

    /** A worker that is replaced later is started as the first ones were, whatever the default is by then. */
    @Test
    void poolKeepsItsStartMethod() throws Exception {
        StartMethod before = startMethod();
        try (Pool pool = pool(1, o -> o.withMaxTasksPerChild(1))) {
            replaceStartMethod(StartMethod.THREADS);
            for (int i = 0; i < 3; i++) {
                assertThat(pool.apply(ThreadPoolTest::pid)).isNotEqualTo(pid());
            }
        } finally {
            replaceStartMethod(before);
        }
    }
}
