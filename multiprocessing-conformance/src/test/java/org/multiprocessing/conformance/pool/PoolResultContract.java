package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.process.Process;

/** One function, one result: {@code apply}, and what the result of {@code applyAsync} tells; cancelling. */
public abstract class PoolResultContract implements Contract {
    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static List<Long> pids(Pool pool) {
        return pool.workers().stream()
                .filter(Process::isAlive)
                .map(Process::pid)
                .toList();
    }

    // ---- apply

    /** CPython test_apply. */
    @Test
    void applyWaitsForTheResult() throws Exception {
        try (Pool pool = context().pool(2)) {
            int captured = 5;
            assertThat(pool.<Integer>apply(() -> captured + 1)).isEqualTo(6);
            assertThat(pool.apply(Work::square, 5)).isEqualTo(25);
            int larger = pool.apply(Math::max, 3, 4);
            assertThat(larger).isEqualTo(4);
            assertThat(pool.<Object>apply(() -> null)).isNull();
            Mark done = mark("done");
            pool.apply(() -> done.set());
            assertThat(done.isSet()).isTrue();
            if (has(Trait.OWN_WORKERS)) {
                assertThat(pool.apply(Work::workerPid)).isIn(pids(pool));
            }
        }
    }

    @Test
    void applyThrowsTheFailure() throws Exception {
        try (Pool pool = context().pool(1)) {
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, () -> pool.apply(Work::fail, "broken"));
            assertThat(failed.getCause()).isInstanceOf(IOException.class).hasMessage("broken");
            assertThat(failed.index()).isEqualTo(-1);
        }
    }

    @Test
    void interruptedApplyCancelsItsTask() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        try (Pool pool = context().pool(1)) {
            Thread caller = Thread.currentThread();
            Thread interrupter = Thread.ofPlatform().start(() -> {
                try {
                    started.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                } finally {
                    caller.interrupt();
                }
            });
            assertThatThrownBy(() -> pool.apply(() -> Work.markAndSpin(started)))
                    .isInstanceOf(InterruptedException.class);
            interrupter.join();
            assertThat(pool.apply(Work::square, 2)).isEqualTo(4);
            long killed = Long.parseLong(started.text());
            assertThat(pool.apply(Work::workerPid)).isNotEqualTo(killed);
            if (has(Trait.OWN_WORKERS)) {
                assertThat(pids(pool)).doesNotContain(killed);
            }
        }
    }

    // ---- what a result tells

    @Test
    void successIsTheSameBySeveralWays() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(Work::square, 3);
            assertThat(result.get()).isEqualTo(9);
            assertThat(result.get(1, TimeUnit.NANOSECONDS)).isEqualTo(9);
            assertThat(result.get(Duration.ZERO)).isEqualTo(9);
            assertThat(result.join()).isEqualTo(9);
            assertThat(result.resultNow()).isEqualTo(9);
            assertThat(result.outcome()).isEqualTo(new Success<>(9));
            assertThat(result.await(Duration.ZERO)).isTrue();
            assertThat(result.isDone()).isTrue();
            assertThat(result.isCancelled()).isFalse();
            assertThat(result.state()).isEqualTo(State.SUCCESS);
            assertThatThrownBy(result::exceptionNow).isInstanceOf(IllegalStateException.class);
            assertThat(result.toCompletableFuture().get()).isEqualTo(9);
            assertThat(pool.applyAsync(() -> 7).get()).isEqualTo(7);
            assertThat(pool.applyAsync(Math::max, 3, 4).get()).isEqualTo(4);
            assertThat(pool.applyAsync(Work::nothing).get()).isNull();
        }
    }

    /** The JDK's ways give the original exception, ours the whole story. */
    @Test
    void failureIsTheSameBySeveralWays() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(Work::fail, "broken");
            assertThatThrownBy(result::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("broken");
            assertThatThrownBy(() -> result.get(Delays.LONG)).isInstanceOf(ExecutionException.class);
            assertThatThrownBy(result::join)
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .hasMessage("broken");
            assertThat(result.exceptionNow()).isInstanceOf(IOException.class).hasMessage("broken");
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.why()).isInstanceOf(TaskFailed.class));
            assertThat(result.isDone()).isTrue();
            assertThat(result.isCancelled()).isFalse();
            assertThat(result.state()).isEqualTo(State.FAILED);
            assertThatThrownBy(result::resultNow).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> result.toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IOException.class);
        }
    }

    /** CPython test_async_timeout. */
    @Test
    void waitingGivesUpAfterItsTime() throws Exception {
        Mark go = mark("go");
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = pool.applyAsync(Work::waitFor, go);
            assertThat(result.isDone()).isFalse();
            assertThat(result.state()).isEqualTo(State.RUNNING);
            assertThatThrownBy(result::resultNow).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(result::exceptionNow).isInstanceOf(IllegalStateException.class);
            for (Duration time : List.of(Delays.SHORT, Duration.ZERO, Duration.ofSeconds(-1))) {
                assertThat(result.await(time)).isFalse();
                assertThatThrownBy(() -> result.get(time)).isInstanceOf(TimeoutException.class);
                assertThatThrownBy(() -> result.get(time.toNanos(), TimeUnit.NANOSECONDS))
                        .isInstanceOf(TimeoutException.class);
            }
            go.set();
            assertThat(result.await(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
            assertThat(result.get()).isEqualTo("seen");
        }
    }

    @Test
    void severalThreadsWaitForOneResult() throws Exception {
        Mark go = mark("go");
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = pool.applyAsync(Work::waitFor, go);
            List<Thread> waiters = IntStream.range(0, 5)
                    .mapToObj(_ -> Thread.ofPlatform().start(() -> seen.add(result.join())))
                    .toList();
            go.set();
            for (Thread waiter : waiters) {
                Await.join("a waiter", waiter);
            }
            assertThat(seen).containsExactly("seen", "seen", "seen", "seen", "seen");
        }
    }

    @Test
    void interruptEndsTheWaitAndNotTheTask() throws Exception {
        Mark go = mark("go");
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = pool.applyAsync(Work::waitFor, go);
            Thread.currentThread().interrupt();
            assertThatThrownBy(result::get).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> result.get(Delays.LONG)).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> result.await(Delays.LONG)).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(result::outcome).isInstanceOf(InterruptedException.class);
            assertThat(result.isDone()).isFalse();
            go.set();
            Thread.currentThread().interrupt();
            assertThat(result.join()).as("join is not interruptible").isEqualTo("seen");
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
    }

    /** Nobody but the task decides what became of it. */
    @Test
    void cancellationThrownByATaskIsAFailure() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<Object> result = pool.applyAsync(() -> {
                throw new CancellationException("mine");
            });
            assertThat(result.outcome()).isInstanceOf(Failure.class);
            assertThat(result.state()).isEqualTo(State.FAILED);
            Delays.pass(Delays.SHORT); // dependent stages complete a moment later
            assertThat(result.isCancelled()).isFalse();
            assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class);
        }
    }

    // ---- cancelling

    private static void assertCancelled(AsyncResult<?> result) throws InterruptedException {
        assertThat(result.isDone()).isTrue();
        assertThat(result.isCancelled()).isTrue();
        assertThat(result.state()).isEqualTo(State.CANCELLED);
        assertThat(result.outcome()).isEqualTo(new Cancelled<>());
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> result.get(Delays.LONG)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(result::resultNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(result::exceptionNow).isInstanceOf(IllegalStateException.class);
    }

    /** The JDK wants a future with "the same completion properties". */
    @Test
    void completableFutureOfACancelledTaskIsCancelled() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        try (Pool pool = context().pool(1)) {
            AsyncResult<?> result = pool.applyAsync(() -> Work.markAndSpin(started));
            started.await();
            assertThat(result.cancel(true)).isTrue();
            assertThatThrownBy(() -> result.toCompletableFuture().get()).isInstanceOf(CancellationException.class);
            assertThat(result.toCompletableFuture().isCancelled()).isTrue();
        }
    }

    @Test
    void cancelledPendingTaskNeverRuns() throws Exception {
        Mark go = mark("go");
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(1)) {
            AsyncResult<Long> running = pool.applyAsync(() -> {
                Work.waitFor(go);
                return Work.workerPid();
            });
            AsyncResult<Integer> pending = pool.applyAsync(Work::tallied, tally, 1);
            AsyncResult<Integer> other = pool.applyAsync(Work::tallied, tally, 2);
            assertThat(pending.cancel(false)).isTrue();
            assertCancelled(pending);
            assertThat(pending.cancel(true)).as("again").isTrue();
            go.set();
            long pid = running.get();
            assertThat(other.get()).isEqualTo(2);
            assertThat(tally.lines()).containsExactly("2");
            assertThat(pool.apply(Work::workerPid)).as("the same worker").isEqualTo(pid);
        }
    }

    /** Without permission to interrupt, what runs is left alone. */
    @Test
    void mildCancelDoesNotEndARunningTask() throws Exception {
        Mark go = mark("go");
        Mark started = mark("started");
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> running = pool.applyAsync(() -> {
                started.set();
                return Work.waitFor(go);
            });
            started.await();
            assertThat(running.cancel(false)).isFalse();
            assertThat(running.isCancelled()).isFalse();
            go.set();
            assertThat(running.get()).isEqualTo("seen");
            assertThat(running.cancel(true)).as("done already").isFalse();
            assertThat(running.state()).isEqualTo(State.SUCCESS);
        }
    }

    /** defect13: one task is ended, with its worker, and nothing else. */
    @Test
    void defect13_cancellingARunningTaskEndsItsWorkerOnly() throws Exception {
        needs(Trait.KILL);
        Mark go = mark("go");
        Mark spinning = mark("spinning");
        Mark waiting = mark("waiting");
        try (Pool pool = context().pool(2)) {
            AsyncResult<?> spinner = pool.applyAsync(() -> Work.markAndSpin(spinning));
            AsyncResult<Long> other = pool.applyAsync(() -> {
                waiting.set();
                Work.waitFor(go);
                return Work.workerPid();
            });
            long spinnersPid = Long.parseLong(spinning.awaitText());
            waiting.await();
            long begin = System.nanoTime();
            assertThat(spinner.cancel(true)).isTrue();
            assertCancelled(spinner);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.MEDIUM);
            if (has(Trait.OWN_WORKERS)) {
                Await.equal(
                        "a replacement",
                        true,
                        () -> pids(pool).size() == 2 && !pids(pool).contains(spinnersPid));
            }
            go.set();
            long othersPid = other.get();
            assertThat(othersPid).isNotEqualTo(spinnersPid);
            if (has(Trait.OWN_WORKERS)) {
                assertThat(othersPid).isIn(pids(pool));
            }
            assertThat(pool.map(Work::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
        }
    }

    /** A view of the future is not the task: the JDK's contract allows no more. */
    @Test
    void cancellingADependentStageLeavesTheTask() throws Exception {
        Mark go = mark("go");
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = pool.applyAsync(Work::waitFor, go);
            assertThat(result.toCompletableFuture().cancel(true)).isTrue();
            assertThat(result.toCompletableFuture().complete("mine")).isTrue();
            assertThat(result.isDone()).isFalse();
            go.set();
            assertThat(result.get()).isEqualTo("seen");
        }
    }
}
