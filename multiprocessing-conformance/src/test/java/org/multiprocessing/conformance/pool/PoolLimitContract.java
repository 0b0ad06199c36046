package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.PoisonTask;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Process;

/** Time limits and retries, both of which are each item's own. */
@Tag("core")
public abstract class PoolLimitContract implements Contract {
    /** How long after its limit a task that gives its stack must have been reported. */
    private static final Duration LATE = Delays.within(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static Tasks limited(Pool pool, Duration limit) {
        return pool.tasks(t -> t.withTimeout(limit));
    }

    /** Waits for a task that must time out, and no longer than is promised. */
    private static TaskTimedOut timedOut(AsyncResult<?> result, Duration limit) throws InterruptedException {
        boolean ended = result.await(limit.plus(Delays.LONG));
        result.cancel(true); // so that the pool can be closed, whatever happened
        assertThat(ended).as("ended by itself").isTrue();
        Outcome<?> outcome = result.outcome();
        assertThat(outcome).isInstanceOf(Failure.class);
        assertThat(((Failure<?>) outcome).why()).isInstanceOf(TaskTimedOut.class);
        TaskTimedOut why = (TaskTimedOut) ((Failure<?>) outcome).why();
        assertThat(why.limit()).isEqualTo(limit);
        return why;
    }

    private static TaskTimedOut timedOutInTime(Pool pool, Tasks tasks, Duration limit) throws Exception {
        pool.apply(Work::square, 1); // a worker runs
        long begin = System.nanoTime();
        TaskTimedOut why = timedOut(tasks.applyAsync(Work::spinHere, 1), limit);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(limit, limit.plus(LATE));
        return why;
    }

    // ---- limits

    /** defect13: a task that spins and ignores interrupts is ended, and tells where it was. */
    @Test
    void defect13_spinningTaskIsReportedWithItsOwnStack() throws Exception {
        try (Pool pool = context().pool(1)) {
            long pid = pool.workers().getFirst().pid();
            TaskTimedOut why = timedOutInTime(pool, limited(pool, Delays.SMALL), Delays.SMALL);
            assertThat(why.stuckStack()).contains("Work.spinHere").doesNotContain("WorkerLoop");
            assertThat(why).hasMessageContaining("Work.spinHere").hasMessageContaining(why.workerName());
            assertThat(why.pid()).isEqualTo(pid);
            assertThat(pool.apply(Work::workerPid)).isNotEqualTo(pid);
        }
    }

    /** Waiting or computing makes no difference. */
    @Test
    void waitingTaskIsReportedWithItsOwnStack() throws Exception {
        try (Pool pool = context().pool(1)) {
            TaskTimedOut why = timedOut(limited(pool, Delays.SMALL).applyAsync(Work::waitHere, 1), Delays.SMALL);
            assertThat(why.stuckStack()).contains("Work.waitHere");
        }
    }

    @Test
    void limitIsEachItemsOwn() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Outcome<Integer>> outcomes =
                    limited(pool, Delays.SMALL).mapOutcomes(x -> Work.spinAt(13, x), range(60));
            for (int i = 0; i < 60; i++) {
                if (i == 13) {
                    assertThat(outcomes.get(i)).isInstanceOfSatisfying(Failure.class, failure -> {
                        assertThat(failure.why()).isInstanceOf(TaskTimedOut.class);
                        assertThat(failure.why().index()).isEqualTo(13);
                    });
                } else {
                    assertThat(outcomes.get(i)).isEqualTo(new Success<>(i));
                }
            }
        }
    }

    /** Only running counts: neither the boot of a worker nor the wait behind others. */
    @Test
    void waitingForAWorkerDoesNotCount() throws Exception {
        Duration limit = Delays.SMALL;
        int half = (int) limit.toMillis() / 2;
        try (Pool pool = context().pool(1, o -> o.withInitializer(() -> Work.lasting(4 * half)))) {
            assertThat(limited(pool, limit).apply(Work::square, 2))
                    .as("a fresh worker")
                    .isEqualTo(4);
            assertThat(limited(pool, limit).map(Work::lasting, List.of(half, half, half, half, half)))
                    .containsOnly(half);
        }
    }

    /** A limit on one call does not concern another one, and the pool's own holds where none is said. */
    @Test
    void limitsAreTheCallsOrThePools() throws Exception {
        try (Pool pool = context().pool(1, o -> o.withTasks(t -> t.withTimeout(Delays.SMALL)))) {
            timedOut(pool.applyAsync(Work::spinHere, 1), Delays.SMALL);
            int longer = (int) Delays.SMALL.toMillis() * 2;
            assertThat(limited(pool, Delays.LONG).apply(Work::lasting, longer)).isEqualTo(longer);
            timedOut(pool.submit(() -> Work.spinHere(1)), Delays.SMALL);
        }
    }

    /** A short limit after a long one has its stack, too: what watches must not sleep until the old limit. */
    @Test
    void shortLimitAfterALongOneHasItsStack() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThat(limited(pool, Delays.LONG).apply(Work::square, 3)).isEqualTo(9);
            TaskTimedOut why = timedOutInTime(pool, limited(pool, Delays.SMALL), Delays.SMALL);
            assertThat(why.stuckStack()).contains("Work.spinHere");
        }
    }

    @Test
    void softLimitInterruptsFirst() throws Exception {
        try (Pool pool = context().pool(1)) {
            long pid = pool.apply(Work::workerPid);
            Tasks graceful = pool.tasks(t -> t.withTimeout(Delays.MEDIUM).withGrace(Delays.MEDIUM.minus(Delays.SHORT)));
            assertThat(graceful.apply(Work::untilInterrupted)).isEqualTo("interrupted");
            assertThat(pool.apply(Work::isInterrupted)).isFalse();
            assertThat(pool.apply(Work::workerPid)).isEqualTo(pid);
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, () -> graceful.apply(x -> Work.forEver(x), 1));
            assertThat(failed.getCause()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void softLimitThatIsIgnoredIsFollowedByTheLimit() throws Exception {
        try (Pool pool = context().pool(1)) {
            Tasks graceful = pool.tasks(t -> t.withTimeout(Delays.SMALL).withGrace(Delays.SMALL.dividedBy(2)));
            assertThat(timedOutInTime(pool, graceful, Delays.SMALL).stuckStack())
                    .contains("Work.spinHere");
        }
    }

    /** What one task does to its thread's interrupt is not the next one's affair. */
    @Test
    void interruptsDoNotLeakIntoTheNextTask() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThat(pool.apply(Work::interruptSelf)).isTrue();
            assertThat(pool.apply(Work::isInterrupted)).isFalse();
            assertThatThrownBy(() -> pool.apply(() -> {
                        Work.interruptSelf();
                        throw new IllegalStateException("on purpose");
                    }))
                    .isInstanceOf(TaskFailed.class);
            assertThat(pool.apply(Work::isInterrupted)).isFalse();
            assertThat(pool.map(_ -> Work.interruptSelf() && Work.isInterrupted(), range(50)))
                    .containsOnly(true);
        }
    }

    /** A stopped worker cannot give its stack, and is ended all the same. */
    @Test
    void stoppedWorkerTimesOutWithoutAStack() throws Exception {
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            long begin = System.nanoTime();
            TaskTimedOut why = timedOut(limited(pool, Delays.SMALL).applyAsync(Way::taken, Way.STOP), Delays.SMALL);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.SMALL.plus(LATE));
            assertThat(why.stuckStack()).contains("no stack");
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** Nobody tells the pool of a task's limit but its own clock, even if it has been asleep when the task was given. */
    @Test
    void workerStoppedWhileIdleTimesOut() throws Exception {
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            Delays.pass(Delays.SMALL);
            Process worker = pool.workers().getFirst();
            Unix.stop(worker.pid());
            long begin = System.nanoTime();
            timedOut(limited(pool, Delays.SMALL).applyAsync(Work::square, 3), Delays.SMALL);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.SMALL.plus(LATE));
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** A worker that stops before it is ready to work is no exception. */
    @Test
    void workerStoppedWhileBootingTimesOut() throws Exception {
        Pool pool = context().pool(1);
        try {
            Unix.stop(pool.workers().getFirst().pid());
            timedOut(limited(pool, Delays.SMALL).applyAsync(Work::square, 3), Delays.SMALL);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        } finally {
            pool.terminate();
        }
    }

    /** Without a limit a stopped worker is waited for: it is alive, and goes on when it is let. */
    @Test
    void stoppedWorkerGoesOn() throws Exception {
        try (Pool pool = context().pool(1)) {
            long pid = pool.apply(Work::workerPid);
            Unix.stop(pid);
            AsyncResult<Long> result = pool.applyAsync(Work::workerPid);
            assertThat(result.await(Delays.SMALL)).isFalse();
            Unix.signal("CONT", pid);
            assertThat(result.get(Delays.LONG)).isEqualTo(pid);
        }
    }

    /** The end of the pool waits for the task, and so for the limit. */
    @Test
    void limitHoldsAfterShutdown() throws Exception {
        AsyncResult<Integer> spinner;
        AsyncResult<Integer> behind;
        try (Pool pool = context().pool(1)) {
            spinner = limited(pool, Delays.SMALL).applyAsync(Work::spinHere, 1);
            behind = pool.applyAsync(Work::square, 3);
        }
        timedOut(spinner, Delays.SMALL);
        assertThat(behind.outcome()).isEqualTo(new Success<>(9));
    }

    /** A pool survives many timeouts, each of which costs a worker. */
    @Test
    void manyTimeouts() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Outcome<Integer>> outcomes =
                    limited(pool, Delays.SMALL).mapOutcomes(x -> Work.spinAt(x / 2 * 2, x), range(16));
            assertThat(outcomes.stream().filter(Failure.class::isInstance))
                    .hasSize(8)
                    .allSatisfy(failure ->
                            assertThat(((Failure<Integer>) failure).why()).isInstanceOf(TaskTimedOut.class));
            assertThat(outcomes.stream().filter(Success.class::isInstance)).hasSize(8);
        }
    }

    // ---- retries

    @Test
    void taskIsTriedAgainAfterItsWorkersDeath() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        try (Pool pool = context().pool(2)) {
            assertThat(pool.tasks(t -> t.withRetries(2)).apply(() -> Work.succeedAfter(2, tries)))
                    .isEqualTo("at last");
            assertThat(tries.lines()).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void retriesGoOnAfterShutdown() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        AsyncResult<String> result;
        try (Pool pool = context().pool(1)) {
            result = pool.tasks(t -> t.withRetries(2)).applyAsync(() -> Work.succeedAfter(2, tries));
        }
        assertThat(result.outcome()).isEqualTo(new Success<>("at last"));
    }

    @Test
    void thereAreNoRetriesUnlessAsked() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        try (Pool pool = context().pool(2)) {
            assertThatThrownBy(() -> pool.apply(() -> Work.succeedAfter(2, tries)))
                    .isInstanceOf(WorkerKilled.class);
            assertThat(tries.count()).isEqualTo(1);
        }
    }

    @Test
    void poisonIsGivenUpAfterItsRetries() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        try (Pool pool = context().pool(2)) {
            PoisonTask poison = catchThrowableOfType(
                    PoisonTask.class,
                    () -> pool.tasks(t -> t.withRetries(2)).apply(() -> Work.talliedFailure(tries, Way.SIGKILL)));
            assertThat(tries.lines()).hasSize(3).doesNotHaveDuplicates();
            assertThat(poison.deaths()).hasSize(3).allMatch(WorkerKilled.class::isInstance);
            assertThat(poison.deaths().stream().map(death -> Long.toString(death.pid())))
                    .isEqualTo(tries.lines());
            assertThat(pool.map(Work::square, range(4))).containsExactly(0, 1, 4, 9);
        }
    }

    /** What fails without its worker's death would fail again. */
    @Test
    void otherFailuresAreNotRetried() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() ->
                            pool.tasks(t -> t.withRetries(3)).apply(() -> Work.talliedFailure(tries, Way.EXCEPTION)))
                    .isInstanceOf(TaskFailed.class);
            assertThat(tries.count()).isEqualTo(1);
            assertThatThrownBy(() -> pool.tasks(t -> t.withRetries(3).withTimeout(Delays.SMALL))
                            .apply(() -> Work.talliedFailure(tries, Way.SPIN)))
                    .isInstanceOf(TaskTimedOut.class);
            assertThat(tries.count()).isEqualTo(2);
        }
    }

    /** Items that were only near when a worker died have not used up a try. */
    @Test
    void neighboursOfPoisonAreNotCounted() throws Exception {
        Tally tries = Tally.in(folder, "tries");
        try (Pool pool = context().pool(2)) {
            pool.map(Work::square, range(200)); // items are known to be short, and travel together
            List<Outcome<Integer>> outcomes = pool.mapOutcomes(
                    x -> x % 50 == 25 ? Work.talliedFailure(tries, Way.HALT) : Work.square(x), range(200));
            for (int i = 0; i < 200; i++) {
                if (i % 50 == 25) {
                    assertThat(outcomes.get(i)).isInstanceOf(Failure.class);
                } else {
                    assertThat(outcomes.get(i)).isEqualTo(new Success<>(i * i));
                }
            }
            assertThat(tries.count()).isEqualTo(4);
        }
    }
}
