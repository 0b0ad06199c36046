package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.multiprocessing.Multiprocessing.args;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.serial.Call1;

/** One function, many items, all results: {@code map} and its kin. */
@Tag("core")
public abstract class PoolMapContract implements Contract {
    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> squares(int size) {
        return IntStream.range(0, size).map(i -> i * i).boxed().toList();
    }

    /** An input that fails after some items. */
    private static Iterable<Integer> failingAfter(int items, RuntimeException failure) {
        return () -> Stream.iterate(0, i -> i + 1)
                .peek(i -> {
                    if (i == items) {
                        throw failure;
                    }
                })
                .iterator();
    }

    // ---- results

    /** CPython test_map. */
    @Test
    void resultsAreInTheOrderOfTheItems() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(Work::square, range(1000))).isEqualTo(squares(1000));
            assertThat(pool.map(Work::lasting, List.of(60, 1, 30, 0, 20))).containsExactly(60, 1, 30, 0, 20);
        }
    }

    /** CPython test_empty_iterable and test_map_chunksize. */
    @Test
    void emptyInputHasNoResults() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(Work::square, List.of())).isEmpty();
            assertThat(pool.map(Work::square, Stream.empty())).isEmpty();
            assertThat(pool.mapOutcomes(Work::square, List.of())).isEmpty();
            assertThat(pool.mapAsync(Work::square, List.of()).get()).isEmpty();
            assertThat(pool.<Integer, Integer, Integer>starmap(Math::max, List.of()))
                    .isEmpty();
            pool.forEach(_ -> {}, List.of());
        }
    }

    @Test
    void streamIsReadAndClosed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(Work::square, range(10).stream().onClose(() -> closed.set(true))))
                    .isEqualTo(squares(10));
        }
        assertThat(closed).isTrue();
    }

    @Test
    void nullIsAnItemAndAResult() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(Work::same, Arrays.asList("a", null, "b"))).containsExactly("a", null, "b");
            assertThat(pool.mapOutcomes(Work::same, Arrays.asList((Object) null)))
                    .containsExactly(new Success<>(null));
        }
    }

    /** CPython test_starmap. */
    @Test
    void tuplesAreSpread() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.starmap(Math::max, List.of(args(1, 2), args(4, 3)))).containsExactly(2, 4);
            assertThat(pool.starmap((a, b, c) -> a + b + c, List.of(args("x", 1, 'y'), args("", 2L, null))))
                    .containsExactly("x1y", "2null");
        }
    }

    @Test
    void forEachRunsForTheEffect() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            pool.forEach(tally::add, range(20));
            assertThat(tally.lines()).hasSize(20);
            pool.forEach((a, b) -> tally.add(a + b), List.of(args("x", 1), args("y", 2)));
            assertThat(tally.lines()).hasSize(22).contains("x1", "y2", "0", "19");
        }
    }

    /** Every item is run once, however they travel. */
    @Test
    void eachItemRunsOnce() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(x -> Work.tallied(tally, x), range(500))).isEqualTo(range(500));
        }
        assertThat(tally.lines().stream().map(Integer::valueOf).sorted()).isEqualTo(range(500));
    }

    // ---- failures of items

    @Test
    void outcomesTellOfEachItem() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Outcome<Integer>> outcomes = pool.mapOutcomes(Work::even, range(20));
            assertThat(outcomes).hasSize(20);
            for (int i = 0; i < 20; i++) {
                switch (outcomes.get(i)) {
                    case Success<Integer>(Integer value) -> {
                        assertThat(value).isEqualTo(i).isEven();
                    }
                    case Failure<Integer>(TaskFailed why) -> {
                        assertThat(i).isOdd();
                        assertThat(why.index()).isEqualTo(i);
                        assertThat(why.getCause())
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessage("odd: " + i);
                    }
                    case Outcome<Integer> other -> throw new AssertionError(other);
                }
            }
        }
    }

    /** CPython test_map_no_failfast: all run, and then the first failure by position is thrown, not the first in time. */
    @Test
    void firstFailureByPositionIsThrownAfterAllHaveEnded() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            Call1<Integer, Integer> task = x -> {
                if (x == 3) {
                    Delays.pass(Delays.SMALL);
                }
                tally.add(x);
                if (x == 3 || x == 7) {
                    throw new IllegalStateException("item " + x);
                }
                return x;
            };
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, () -> pool.map(task, range(30)));
            assertThat(failed.index()).isEqualTo(3);
            assertThat(failed.getCause()).hasMessage("item 3");
            assertThat(tally.lines()).hasSize(30);
        }
    }

    @Test
    void failFastStopsAtTheFirstFailure() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            Call1<Integer, Integer> task = x -> {
                if (x == 2) {
                    throw new IllegalStateException("item 2");
                }
                return Work.talliedSlowly(tally, x);
            };
            assertThatThrownBy(() -> pool.tasks(t -> t.withFailFast()).map(task, range(200)))
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .hasMessage("item 2");
            assertThat(pool.map(Work::square, range(10))).isEqualTo(squares(10));
        }
        assertThat(tally.lines().size()).isLessThan(100);
    }

    @Test
    void failureNamesTaskArgumentAndWorker() throws Exception {
        try (Pool pool = context().pool(1)) {
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, () -> pool.map(Work::even, List.of(2, 4, 55)));
            assertThat(failed.task()).contains("even").contains("55");
            assertThat(failed.pid()).isEqualTo(pool.apply(Work::workerPid));
            assertThat(failed.workerName()).isEqualTo(pool.apply(Work::workerName));
            assertThat(failed.getMessage()).contains("55", "item 2", failed.workerName(), "odd: 55");
            TaskFailed named = catchThrowableOfType(
                    TaskFailed.class, () -> pool.tasks(t -> t.withName("check")).map(Work::even, List.of(1)));
            assertThat(named.task()).startsWith("check");
        }
    }

    /** CPython test_map_unpicklable: an item that cannot be sent fails alone. */
    @Test
    void itemThatCannotTravelFailsAlone() throws Exception {
        needs(Trait.COPY);
        List<Object> items = List.of("a", Thread.currentThread(), "b");
        try (Pool pool = context().pool(2)) {
            List<Outcome<Object>> outcomes = pool.mapOutcomes(Work::same, items);
            assertThat(outcomes.get(0)).isEqualTo(new Success<>("a"));
            assertThat(outcomes.get(2)).isEqualTo(new Success<>("b"));
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.why()).isInstanceOf(TaskNotSerializable.class);
                assertThat(failure.why().index()).isEqualTo(1);
            });
            assertThatThrownBy(() -> pool.map(Work::same, items)).isInstanceOf(TaskNotSerializable.class);
        }
    }

    /** A function that cannot be sent is nobody's item: the call is refused. */
    @Test
    void functionThatCannotTravelIsRefusedAtTheCall() throws Exception {
        needs(Trait.COPY, Trait.REFUSAL);
        Thread thread = Thread.currentThread();
        Call1<Integer, String> function = x -> thread.getName() + x;
        try (Pool pool = context().pool(1)) {
            TaskNotSerializable refused =
                    catchThrowableOfType(TaskNotSerializable.class, () -> pool.mapOutcomes(function, range(3)));
            assertThat(refused.path()).isNotEmpty();
            assertThat(refused).hasMessageContaining("java.lang.Thread");
            assertThatThrownBy(() -> pool.imap(function, range(3))).isInstanceOf(TaskNotSerializable.class);
            assertThatThrownBy(() -> pool.mapAsync(function, range(3))).isInstanceOf(TaskNotSerializable.class);
        }
    }

    // ---- failures of the input

    /** CPython test_map_handle_iterable_exception: the caller's own error, as it is, and the pool is as before. */
    @Test
    void failingInputIsTheCallersOwnError() throws Exception {
        IllegalStateException failure = new IllegalStateException("no more");
        try (Pool pool = context().pool(2)) {
            for (int items : List.of(0, 1, 30)) {
                assertThatThrownBy(() -> pool.map(Work::square, failingAfter(items, failure)))
                        .isSameAs(failure);
            }
            assertThatThrownBy(() -> pool.mapAsync(Work::square, failingAfter(3, failure))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(failure);
            assertThat(pool.map(Work::square, range(10))).isEqualTo(squares(10));
        }
    }

    // ---- without waiting

    /** CPython test_map_async. */
    @Test
    void mapAsyncGivesTheListLater() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            AsyncResult<List<String>> result = pool.mapAsync(_ -> Work.waitFor(go), range(3));
            assertThat(result.isDone()).isFalse();
            assertThat(result.await(Delays.SHORT)).isFalse();
            go.set();
            assertThat(result.get(Delays.LONG)).containsExactly("seen", "seen", "seen");
            assertThatThrownBy(() -> pool.mapAsync(Work::even, range(5)).get(Delays.LONG))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("odd: 1");
        }
    }

    /** Its input is read by the pool, so a slow one holds nobody up. */
    @Test
    void mapAsyncDoesNotWaitForItsInput() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Iterator<Integer> slow = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return next < 3;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
        try (Pool pool = context().pool(1)) {
            AtomicReference<AsyncResult<List<Integer>>> result = new AtomicReference<>();
            Thread caller = Thread.ofPlatform().start(() -> result.set(pool.mapAsync(Work::square, () -> slow)));
            try {
                assertThat(caller.join(Delays.MEDIUM))
                        .as("mapAsync has returned")
                        .isTrue();
            } finally {
                go.countDown();
                Await.join("the caller of mapAsync", caller);
            }
            assertThat(result.get().get(Delays.LONG)).containsExactly(0, 1, 4);
        }
    }

    @Test
    void mapAsyncIsCancelled() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            AsyncResult<List<Integer>> result = pool.mapAsync(x -> Work.talliedSlowly(tally, x), range(1000));
            Await.until("some have run", () -> tally.count() > 2);
            assertThat(result.cancel(true)).isTrue();
            assertThat(result.isCancelled()).isTrue();
            assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
            assertThat(tally.count()).isLessThan(500);
        }
    }

    /** One whose input does not come is cancelled as well, and then holds up nothing. */
    @Test
    void mapAsyncThatWaitsForItsInputIsCancelled() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Iterator<Integer> stuck = new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted, as it should be", e);
                }
                return false;
            }

            @Override
            public Integer next() {
                return 0;
            }
        };
        try (Pool pool = context().pool(1)) {
            for (int round = 0; round < 50; round++) { // the interrupted input must not win the race for the outcome
                AsyncResult<List<Integer>> result = pool.mapAsync(Work::square, () -> stuck);
                assertThat(result.await(Duration.ofMillis(1))).isFalse();
                assertThat(result.cancel(true)).isTrue();
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    // ---- the caller is interrupted

    @Test
    void interruptEndsTheCallAndWhatIsQueued() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            Thread caller = Thread.currentThread();
            Thread interrupter = Thread.ofPlatform().start(() -> {
                try {
                    Await.until("some have run", () -> tally.count() > 2);
                } catch (Exception e) {
                    throw new AssertionError(e);
                } finally {
                    caller.interrupt();
                }
            });
            assertThatThrownBy(() -> pool.map(x -> Work.talliedSlowly(tally, x), range(1000)))
                    .isInstanceOf(InterruptedException.class);
            interrupter.join();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(pool.map(Work::square, range(10))).isEqualTo(squares(10));
            assertThat(tally.count()).isLessThan(500);
        }
    }

    @Test
    void severalCallersShareThePool() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<AtomicReference<List<Integer>>> results = Stream.generate(AtomicReference<List<Integer>>::new)
                    .limit(6)
                    .toList();
            List<Thread> callers = results.stream()
                    .map(result -> Thread.ofPlatform().start(() -> {
                        try {
                            result.set(pool.map(Work::square, range(300)));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(results).allSatisfy(result -> assertThat(result.get()).isEqualTo(squares(300)));
        }
    }
}
