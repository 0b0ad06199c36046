package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;

/** What happens once a result is there: callbacks and dependent stages. */
public abstract class PoolCallbackContract implements Contract {
    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static <T> T take(LinkedBlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(Delays.LONG.toNanos(), TimeUnit.NANOSECONDS);
        assertThat(taken).as("a callback was called").isNotNull();
        return taken;
    }

    private static void hang(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- callbacks

    /** CPython test_map_async_callbacks and test_async_error_callback. */
    @Test
    void callbacksAreCalled() throws Exception {
        LinkedBlockingQueue<Object> values = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        Mark go = mark("go");
        try (Pool pool = context().pool(1)) {
            AsyncResult<Integer> good = pool.applyAsync(Work::square, 6);
            assertThat((Object) good.onSuccess(values::add).onFailure(failures::add))
                    .isSameAs(good);
            assertThat(take(values)).isEqualTo(36);

            var _ = pool.applyAsync(Work::fail, "broken").onSuccess(values::add).onFailure(failures::add);
            assertThat(take(failures)).isInstanceOf(TaskFailed.class).cause().hasMessage("broken");

            AsyncResult<String> running = pool.applyAsync(Work::waitFor, go);
            pool.applyAsync(Work::square, 1)
                    .onSuccess(values::add)
                    .onFailure(failures::add)
                    .cancel(true);
            assertThat(take(failures)).isInstanceOf(CancellationException.class);
            go.set();
            running.join();

            var _ = good.onSuccess(values::add); // done long since
            assertThat(take(values)).isEqualTo(36);
            assertThat(values).isEmpty();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void stagesDepend() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.applyAsync(Work::square, 3)
                            .thenCombine(pool.applyAsync(Work::square, 4), Integer::sum)
                            .thenApply(x -> "sum " + x)
                            .toCompletableFuture()
                            .get())
                    .isEqualTo("sum 25");
            assertThat(pool.applyAsync(Work::fail, "broken")
                            .handle((_, failure) -> failure.getClass().getSimpleName())
                            .toCompletableFuture()
                            .get())
                    .isEqualTo("IOException");
            assertThat(pool.applyAsync(Work::square, 2)
                            .thenCompose(x -> pool.applyAsync(Work::square, x))
                            .toCompletableFuture()
                            .get())
                    .isEqualTo(16);
            List<AsyncResult<Integer>> many = IntStream.range(0, 50)
                    .mapToObj(i -> pool.applyAsync(Work::square, i))
                    .toList();
            CompletableFuture.allOf(
                            many.stream().map(AsyncResult::toCompletableFuture).toArray(CompletableFuture<?>[]::new))
                    .get();
            assertThat(many).allMatch(AsyncResult::isDone);
        }
    }

    /** defect07: what a callback does, or does not do, is its own affair. */
    @Test
    void defect07_callbacksDoNotStopThePool() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<AsyncResult<Integer>> results = new ArrayList<>();
        try (Pool pool = context().pool(2)) {
            for (int i = 0; i < 30; i++) {
                AsyncResult<Integer> result = pool.applyAsync(Work::square, i);
                var _ = result.onSuccess(_ -> {
                    throw new IllegalStateException("on purpose");
                });
                var _ = result.onSuccess(_ -> {
                    throw new AssertionError("on purpose");
                });
                var _ = result.onSuccess(_ -> hang(never));
                results.add(result);
            }
            for (int i = 0; i < 30; i++) {
                assertThat(results.get(i).get(Delays.LONG)).isEqualTo(i * i);
            }
            assertThat(pool.map(Work::square, List.of(5))).containsExactly(25);
        } finally {
            never.countDown();
        }
    }

    /** A callback may use the pool and wait. */
    @Test
    void callbackMayGiveAndAwaitTasks() throws Exception {
        LinkedBlockingQueue<Object> values = new LinkedBlockingQueue<>();
        try (Pool pool = context().pool(1)) {
            var _ = pool.applyAsync(Work::square, 3).onSuccess(x -> {
                try {
                    values.add(pool.apply(Work::square, x));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(take(values)).isEqualTo(81);
        }
    }

    @Test
    void callbacksRunOnTheChosenExecutor() throws Exception {
        LinkedBlockingQueue<Object> names = new LinkedBlockingQueue<>();
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withCallbackExecutor(
                                callback -> Thread.ofPlatform().name("chosen").start(callback)))) {
            var _ = pool.applyAsync(Work::square, 3)
                    .onSuccess(_ -> names.add(Thread.currentThread().getName()));
            assertThat(take(names)).isEqualTo("chosen");
        }
    }

    /** An executor that takes no more callbacks loses them, and nothing else. */
    @Test
    void rejectingCallbackExecutorDoesNotStopThePool() throws Exception {
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withCallbackExecutor(_ -> {
                            throw new RejectedExecutionException("on purpose");
                        }))) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                results.add(pool.applyAsync(Work::slowly, i));
            }
            for (int i = 0; i < 30; i++) {
                assertThat(results.get(i).get(Delays.LONG)).isEqualTo(i);
            }
            if (has(Trait.EXIT)) {
                Outcome<Object> died = pool.applyAsync(() -> {
                            Way.EXIT.take();
                            return null;
                        })
                        .outcome();
                assertThat(died)
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.why()).isInstanceOf(TaskException.class));
            }
            assertThat(pool.map(Work::square, List.of(5))).containsExactly(25);
        }
    }

    /** Nor does one that fails otherwise: what depends on a result gets it all the same. */
    @Test
    void failingCallbackExecutorLosesNoStage() throws Exception {
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withCallbackExecutor(_ -> {
                            throw new IllegalStateException("on purpose");
                        }))) {
            AsyncResult<Integer> result = pool.applyAsync(Work::slowly, 3);
            CompletableFuture<Integer> stage = result.thenApply(x -> x + 1).toCompletableFuture();
            assertThat(result.get(Delays.LONG)).isEqualTo(3);
            assertThat(stage.get(Delays.MEDIUM.toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo(4);
        }
    }
}
