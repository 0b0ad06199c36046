package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** A pool is an {@code ExecutorService}: giving and invoking. */
public abstract class PoolExecutorContract implements Contract {
    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    // ---- giving

    @Test
    void everyFormOfTaskIsTaken() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2)) {
            Call<Integer> call = () -> 5;
            Action action = () -> tally.add("action");
            Callable<Integer> callable = call;
            Runnable runnable = action;
            Object own = new Object();
            assertThat(pool.submit(() -> 4).get()).isEqualTo(4);
            assertThat(pool.submit(call).get()).isEqualTo(5);
            assertThat(pool.submit(callable).get()).isEqualTo(5);
            assertThat(pool.submit(() -> tally.add("lambda")).get()).isNull();
            assertThat(pool.submit(action).get()).isNull();
            assertThat(pool.submit(runnable).get()).isNull();
            assertThat(pool.submit(runnable, own).get()).isSameAs(own);
            pool.execute(action);
            pool.execute(runnable);
            Await.equal("all have run", 6, tally::count);
        }
    }

    @Test
    void failuresReachTheResultOfEveryForm() throws Exception {
        Action failing = () -> Work.fail("broken");
        Runnable runnable = failing;
        try (Pool pool = context().pool(1)) {
            for (Future<?> result : List.of(pool.submit(failing), pool.submit(runnable), pool.submit(runnable, 1))) {
                assertThatThrownBy(result::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(IOException.class)
                        .hasMessage("broken");
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    @Test
    void resultOfRunnableWithValueIsCancelled() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Action action = () -> Work.markAndSpin(started);
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = pool.submit((Runnable) action, "value");
            started.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(result.state()).isEqualTo(State.CANCELLED);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** A lambda typed as the JDK's interface is not serializable, which is told at the call. */
    @Test
    void lambdaThatCannotTravelIsRefusedAtTheCall() throws Exception {
        needs(Trait.COPY, Trait.REFUSAL);
        Callable<Integer> callable = () -> 5;
        Runnable runnable = () -> {};
        try (Pool pool = context().pool(1)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> pool.submit(callable),
                    () -> pool.submit(runnable),
                    () -> pool.submit(runnable, 1),
                    () -> pool.execute(runnable),
                    () -> pool.invokeAll(List.of(callable)),
                    () -> pool.invokeAny(List.of(callable)))) {
                assertThatThrownBy(call).isInstanceOf(TaskNotSerializable.class).hasMessageContaining("serializable");
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** Futures of this heap cannot be completed by another process; the error says what to use. */
    @Test
    void futureOfThisHeapIsRefusedAtTheCall() throws Exception {
        needs(Trait.COPY, Trait.REFUSAL);
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> 5, pool))
                    .isInstanceOf(TaskNotSerializable.class)
                    .hasMessageContaining("CompletableFuture");
        }
    }

    @Test
    void nullIsRefused() throws Exception {
        Callable<Object> callable = null;
        Runnable runnable = null;
        Call<Object> call = null;
        try (Pool pool = context().pool(1)) {
            for (ThrowingCallable refused : List.<ThrowingCallable>of(
                    () -> pool.submit(callable),
                    () -> pool.submit(runnable),
                    () -> pool.submit(call),
                    () -> pool.execute(runnable),
                    () -> pool.apply(call),
                    () -> pool.map(null, List.of(1)),
                    () -> pool.map(Work::square, (Iterable<Integer>) null),
                    () -> pool.invokeAll(null),
                    () -> pool.invokeAny(null))) {
                assertThatThrownBy(refused).isInstanceOf(NullPointerException.class);
            }
        }
    }

    // ---- invoking

    @Test
    void invokeAllWaitsForAll() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Call<Integer>> tasks = List.of(() -> Work.lasting(80), () -> Work.fail("broken"), () -> 3);
            List<Future<Integer>> results = pool.invokeAll(tasks);
            assertThat(results).allMatch(Future::isDone);
            assertThat(results.get(0).get()).isEqualTo(80);
            assertThat(results.get(1).state()).isEqualTo(State.FAILED);
            assertThat(results.get(2).get()).isEqualTo(3);
            assertThat(pool.invokeAll(List.<Call<Integer>>of())).isEmpty();
        }
    }

    @Test
    void invokeAllCancelsWhatIsLateAndOnlyThat() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(2)) {
            pool.map(Work::square, range(4)); // both workers run
            List<Call<Integer>> tasks = List.of(() -> 1, () -> Work.spinHere(2), () -> 3);
            List<Future<Integer>> results = pool.invokeAll(tasks, Delays.SMALL.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(results).allMatch(Future::isDone);
            assertThat(results.get(0).get()).isEqualTo(1);
            assertThat(results.get(1).state()).isEqualTo(State.CANCELLED);
            assertThat(pool.map(Work::square, range(4))).containsExactly(0, 1, 4, 9);
        }
    }

    /** As the JDK's: whoever is interrupted leaves nothing behind. */
    @Test
    void interruptedInvocationsCancelTheirTasks() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        try (Pool pool = context().pool(1)) {
            List<Call<Integer>> tasks = List.of(() -> Work.markAndSpinFor(started), () -> 1);
            Thread waiter = Thread.currentThread();
            Thread interrupter = Thread.ofPlatform().start(() -> {
                try {
                    started.await();
                    waiter.interrupt();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> pool.invokeAll(tasks)).isInstanceOf(InterruptedException.class);
            interrupter.join();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pool.invokeAny(List.<Call<Integer>>of(() -> Work.spinHere(1))))
                    .isInstanceOf(InterruptedException.class);
            assertThat(pool.apply(Work::square, 3)).as("the worker is free").isEqualTo(9);
        }
    }

    @Test
    void nullAmongTheTasksCancelsTheOthers() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1)) {
            List<Call<Integer>> tasks = Arrays.asList(() -> Work.spinHere(1), null);
            assertThatThrownBy(() -> pool.invokeAll(tasks)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.invokeAny(tasks)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.invokeAll(List.<Call<Integer>>of(() -> 1), 1, null))
                    .isInstanceOf(NullPointerException.class);
            assertThat(pool.apply(Work::square, 3)).as("the worker is free").isEqualTo(9);
        }
    }

    /** CPython has no such call; the JDK's promises a result to whoever waits, whatever the executor of callbacks does. */
    @Test
    void invokeAnyFromACallback() throws Exception {
        try (ExecutorService callbacks = Executors.newSingleThreadExecutor();
                Pool pool = context().pool(1, o -> o.withCallbackExecutor(callbacks))) {
            CompletableFuture<Integer> any = new CompletableFuture<>();
            var _ = pool.applyAsync(Work::square, 2).onSuccess(_ -> {
                try {
                    any.complete(pool.invokeAny(List.<Call<Integer>>of(() -> 7)));
                } catch (InterruptedException | ExecutionException e) {
                    any.completeExceptionally(e);
                }
            });
            assertThat(any.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(7);
        }
    }

    @Test
    void invokeAnyOfATerminatedPoolFails() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Pool pool = context().pool(1);
        Thread terminator = Thread.ofPlatform().start(() -> {
            try {
                started.await();
                pool.terminate();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThatThrownBy(() -> pool.invokeAny(List.<Call<Integer>>of(() -> Work.markAndSpinFor(started))))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(CancellationException.class);
        terminator.join();
        pool.join();
    }

    /** As the JDK's: zero or less does not wait, and what is not done then is cancelled. */
    @Test
    void invocationsWithoutTimeCancelAll() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1)) {
            List<Call<Integer>> tasks = List.of(() -> Work.spinHere(1), () -> Work.spinHere(2));
            assertThat(pool.invokeAll(tasks, 0, TimeUnit.SECONDS)).allMatch(Future::isCancelled);
            assertThat(pool.invokeAll(tasks, -1, TimeUnit.SECONDS)).allMatch(Future::isCancelled);
            assertThatThrownBy(() -> pool.invokeAny(tasks, 0, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    @Test
    void invokeAnyGivesTheFirstSuccess() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(2)) {
            List<Call<Integer>> tasks = List.of(() -> Work.fail("broken"), () -> Work.spinHere(1), () -> 3);
            assertThat(pool.invokeAny(tasks)).isEqualTo(3);
            assertThat(pool.map(Work::square, range(4)))
                    .as("the spinner was cancelled")
                    .containsExactly(0, 1, 4, 9);
            assertThatThrownBy(() -> pool.invokeAny(List.<Call<Integer>>of(() -> Work.fail("a"), () -> Work.fail("b"))))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> pool.invokeAny(
                            List.<Call<Integer>>of(() -> Work.spinHere(1)),
                            Delays.SMALL.toMillis(),
                            TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> pool.invokeAny(List.<Call<Integer>>of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(pool.map(Work::square, range(4))).containsExactly(0, 1, 4, 9);
        }
    }
}
