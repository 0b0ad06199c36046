package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.args;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** All ways to end a pool: orderly, at once, and in the middle of things. */
public abstract class PoolEndContract implements Contract {
    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private void endsWithin(Duration bound, Pool pool) throws InterruptedException {
        assertThat(pool.awaitTermination(bound.toNanos(), TimeUnit.NANOSECONDS))
                .as("the pool has ended")
                .isTrue();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        if (has(Trait.OWN_WORKERS)) {
            assertThat(pool.workers()).isEmpty();
        }
        pool.join();
        pool.close();
    }

    // ---- shutdown

    /** CPython test_context, test_run_after_shutdown: what was given before is done, and nothing is taken after. */
    @Test
    void shutdownDoesWhatWasGivenAndTakesNoMore() throws Exception {
        Mark go = mark("go");
        Pool pool = context().pool(1);
        AsyncResult<String> running = pool.applyAsync(Work::waitFor, go);
        AsyncResult<Integer> queued = pool.applyAsync(Work::square, 4);
        assertThat(pool.isShutdown()).isFalse();
        assertThat(pool.isTerminated()).isFalse();

        pool.shutdown();
        pool.shutdown();

        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isFalse();
        assertThat(pool.awaitTermination(Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
        assertThat(pool.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
        assertRefusesEverything(pool);
        go.set();
        assertThat(running.get()).isEqualTo("seen");
        assertThat(queued.get()).isEqualTo(16);
        endsWithin(Delays.LONG, pool);
        assertRefusesEverything(pool);
    }

    private static void assertRefusesEverything(Pool pool) {
        Runnable runnable = (Action) Work::nothing;
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> pool.apply(Work::square, 1),
                () -> pool.applyAsync(Work::square, 1),
                () -> pool.submit(() -> 1),
                () -> pool.submit(runnable),
                () -> pool.submit(runnable, 1),
                () -> pool.execute(runnable),
                () -> pool.map(Work::square, range(3)),
                () -> pool.map(Work::square, range(3).stream()),
                () -> pool.mapOutcomes(Work::square, range(3)),
                () -> pool.mapAsync(Work::square, range(3)),
                () -> pool.starmap(Math::max, List.of(args(1, 2))),
                () -> pool.imap(Work::square, range(3)),
                () -> pool.imapUnordered(Work::square, range(3)),
                () -> pool.imapOutcomes(Work::square, range(3)),
                () -> pool.forEach(_ -> {}, range(3)),
                () -> pool.tasks(t -> t.withRetries(1)).apply(Work::square, 1),
                () -> pool.invokeAll(List.<Call<Integer>>of(() -> 1)),
                () -> pool.invokeAny(List.<Call<Integer>>of(() -> 1)))) {
            assertThatThrownBy(call)
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("shut down");
        }
    }

    /** CPython's most usual idiom: map_async, close, join, get. */
    @Test
    void shutdownDoesAllItemsOfAMap() throws Exception {
        Pool pool = context().pool(2);
        AsyncResult<List<Integer>> result = pool.mapAsync(Work::square, range(2000));
        pool.shutdown();
        pool.join();
        assertThat(result.get(Delays.LONG)).hasSize(2000).endsWith(1999 * 1999);
    }

    /** The same for a map that another thread is waiting for. */
    @Test
    void shutdownDoesAllItemsOfAMapOfAnotherThread() throws Exception {
        Tally tally = Tally.in(folder, "done");
        AtomicReference<Object> end = new AtomicReference<>();
        Pool pool = context().pool(2);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                end.set(pool.map(x -> Work.tallied(tally, x), range(1000)).size());
            } catch (Exception e) {
                end.set(e);
            }
        });
        Await.until("some have run", () -> tally.count() > 2);
        pool.close();
        Await.join("the caller of map", caller);
        assertThat(end.get()).isEqualTo(1000);
        assertThat(tally.count()).isEqualTo(1000);
    }

    @Test
    void closeWaitsForWhatWasGiven() throws Exception {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        ExecutorService closed;
        try (Pool pool = context().pool(2)) {
            closed = pool;
            for (int i = 0; i < 20; i++) {
                results.add(pool.applyAsync(Work::slowly, i));
            }
        }
        assertThat(closed.isTerminated()).isTrue();
        closed.close();
        for (int i = 0; i < 20; i++) {
            assertThat(results.get(i).outcome()).isEqualTo(new Success<>(i));
        }
    }

    /** As the JDK's: an interrupted close kills, and keeps the interrupt. */
    @Test
    void interruptedCloseTerminates() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Pool pool = context().pool(1);
        AsyncResult<?> spinner = pool.applyAsync(() -> Work.markAndSpin(started));
        started.await();
        Thread.currentThread().interrupt();
        pool.close();
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(spinner.outcome()).isEqualTo(new Cancelled<>());
    }

    @Test
    void interruptedWaitsForTheEndLeaveThePool() throws Exception {
        Mark go = mark("go");
        Pool pool = context().pool(1);
        AsyncResult<String> running = pool.applyAsync(Work::waitFor, go);
        pool.shutdown();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pool.awaitTermination(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(pool::join).isInstanceOf(InterruptedException.class);
        go.set();
        assertThat(running.get()).isEqualTo("seen");
        endsWithin(Delays.LONG, pool);
        assertThat(pool.awaitTermination(-1, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.shutdownNow()).isEmpty();
    }

    @Test
    void joinNeedsShutdown() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(pool::join)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("shutdown");
            assertThat(pool.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void shutdownFromACallback() throws Exception {
        Pool pool = context().pool(1);
        var _ = pool.applyAsync(Work::square, 3).onSuccess(_ -> pool.shutdown());
        endsWithin(Delays.LONG, pool);
    }

    @Test
    void idleAndBrandNewPoolsEnd() throws Exception {
        Pool brandNew = context().pool(2);
        brandNew.shutdown();
        endsWithin(Delays.LONG, brandNew);
        Pool terminated = context().pool(2);
        terminated.terminate();
        endsWithin(Delays.LONG, terminated);
        Pool idle = context().pool(2);
        idle.map(Work::square, range(10));
        idle.close();
        endsWithin(Duration.ZERO, idle);
    }

    /** A worker is not kept by what its tasks have left running in it. */
    @Test
    void threadsLeftByTasksDoNotHoldUpTheEnd() throws Exception {
        Pool pool = context().pool(1);
        pool.apply(Work::leaveThread);
        pool.shutdown();
        boolean ended = pool.awaitTermination(Delays.MEDIUM.toMillis(), TimeUnit.MILLISECONDS);
        pool.terminate();
        assertThat(ended).as("ended by itself").isTrue();
    }

    /** CPython test_shutdown_race, gh-109047: every task is done or refused, whichever way the race ends. */
    @Test
    void tasksGivenDuringTheEndAreDoneOrRefused() throws Exception {
        for (boolean kill : List.of(false, true)) {
            Pool pool = context().pool(2);
            ConcurrentLinkedQueue<AsyncResult<Integer>> given = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<Throwable> refusals = new ConcurrentLinkedQueue<>();
            List<Thread> givers = IntStream.range(0, 4)
                    .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                        try {
                            while (true) {
                                given.add(pool.applyAsync(Work::square, 3));
                            }
                        } catch (RuntimeException e) {
                            refusals.add(e);
                        }
                    }))
                    .toList();
            Await.until("some are given", () -> given.size() > 100);
            if (kill) {
                pool.terminate();
            } else {
                pool.shutdown();
            }
            for (Thread giver : givers) {
                Await.join("a giver", giver);
            }
            endsWithin(Delays.LONG, pool);
            assertThat(refusals).hasSize(4).allMatch(RejectedExecutionException.class::isInstance);
            for (AsyncResult<Integer> result : given) {
                assertThat(result.await(Delays.MEDIUM))
                        .as("every task has ended")
                        .isTrue();
                if (kill) {
                    assertThat(result.outcome()).isIn(new Success<>(9), new Cancelled<>());
                } else {
                    assertThat(result.outcome()).isEqualTo(new Success<>(9));
                }
            }
        }
    }

    /** Nor by a worker that has nothing to do and cannot hear that it is to end. */
    @Test
    void stoppedIdleWorkerDoesNotHoldUpTheEnd() throws Exception {
        needs(Trait.KILL, Trait.OWN_WORKERS);
        Pool pool = context().pool(1);
        Process worker = pool.workers().getFirst();
        pool.apply(Work::square, 3);
        Unix.stop(worker.pid());
        pool.shutdown();
        boolean ended = pool.awaitTermination(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS);
        pool.terminate();
        assertThat(ended).as("ended by itself").isTrue();
    }

    // ---- terminate

    /** CPython test_terminate: ten thousand tasks are open, and yet it ends at once. */
    @Test
    void terminateEndsOpenTasksAsCancelled() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Pool pool = context().pool(2);
        AsyncResult<?> spinner = pool.applyAsync(() -> Work.markAndSpin(started));
        Mark alsoStarted = mark("also started");
        AsyncResult<?> otherSpinner =
                pool.applyAsync(() -> Work.markAndSpin(alsoStarted)); // no worker is left for the rest
        AsyncResult<List<Integer>> many = pool.mapAsync(Work::slowly, range(10_000));
        AsyncResult<Integer> queued = pool.applyAsync(Work::square, 3);
        started.await();
        alsoStarted.await();
        long begin = System.nanoTime();
        pool.terminate();
        pool.terminate();
        endsWithin(Delays.MEDIUM, pool);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.MEDIUM);
        for (AsyncResult<?> result : List.of(spinner, otherSpinner, many, queued)) {
            assertThat(result.await(Delays.MEDIUM)).isTrue();
            assertThat(result.outcome()).isEqualTo(new Cancelled<>());
        }
    }

    @Test
    void terminateEndsAMapOfAnotherThread() throws Exception {
        Tally tally = Tally.in(folder, "done");
        AtomicReference<Throwable> end = new AtomicReference<>();
        Pool pool = context().pool(2);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                pool.map(x -> Work.talliedSlowly(tally, x), range(10_000));
            } catch (Exception e) {
                end.set(e);
            }
        });
        Await.until("some have run", () -> tally.count() > 2);
        pool.terminate();
        Await.join("the caller of map", caller);
        assertThat(end.get()).isInstanceOf(CancellationException.class);
        endsWithin(Delays.LONG, pool);
    }

    /** defect01: the state of the workers does not matter to terminate, which needs nothing of them. */
    @Test
    void defect01_terminateIsBoundedWhateverTheWorkersDo() throws Exception {
        needs(Trait.KILL, Trait.OWN_WORKERS);
        Pool pool = context().pool(3);
        List<Process> workers = pool.workers();
        pool.map(Work::lasting, List.of(20, 20, 20));
        Unix.stop(workers.get(0).pid());
        Unix.signal("KILL", workers.get(1).pid());
        var _ = pool.applyAsync(Way::taken, Way.SPIN);
        pool.terminate();
        endsWithin(Delays.MEDIUM, pool);
        for (Process worker : workers) {
            assertThat(worker.join(Delays.MEDIUM)).isTrue();
        }
    }

    @Test
    void shutdownNowReturnsWhatWasNotBegun() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Tally tally = Tally.in(folder, "done");
        Pool pool = context().pool(1);
        AsyncResult<?> running = pool.applyAsync(() -> Work.markAndSpin(started));
        List<AsyncResult<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            queued.add(pool.applyAsync(Work::tallied, tally, i));
        }
        started.await();
        List<Runnable> notBegun = pool.shutdownNow();
        assertThat(notBegun).hasSize(5);
        assertThat(running.outcome()).isEqualTo(new Cancelled<>());
        for (AsyncResult<Integer> result : queued) {
            assertThat(result.outcome()).isEqualTo(new Cancelled<>());
        }
        endsWithin(Delays.LONG, pool);
        assertThat(tally.count()).isZero();
    }
}
