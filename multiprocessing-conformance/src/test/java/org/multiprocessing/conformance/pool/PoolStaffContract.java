package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.Worker;
import org.multiprocessing.pool.WorkerDied;
import org.multiprocessing.process.Process;

/** What workers do around their tasks, what they have, and how many there are; of processes and of threads. */
public abstract class PoolStaffContract implements Contract {
    @TempDir
    Path folder;

    /** A state that counts, and that cannot travel. */
    static final class Counter {
        private final Thread maker = Thread.currentThread();
        private int count;

        int next() {
            assertThat(maker).isNotNull();
            return ++count;
        }
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** Returns what a pool has stopped with, be it before or after a task was given. */
    private static TaskException reasonOf(Pool pool) throws Exception {
        AsyncResult<Integer> result;
        try {
            result = pool.applyAsync(Work::square, 3);
        } catch (RejectedExecutionException e) {
            return (TaskException) e.getCause();
        }
        assertThat(result.await(Delays.LONG)).as("the task has ended").isTrue();
        assertThat(result.outcome()).isInstanceOf(Failure.class);
        return ((Failure<Integer>) result.outcome()).why();
    }

    private static int alive(Pool pool) {
        return (int) pool.workers().stream().filter(Process::isAlive).count();
    }

    // ---- initializer

    @Test
    void stuckInitializerStopsThePoolAndSaysWhere() throws Exception {
        try (Pool pool = context().pool(2, o -> o.withInitializer(Work::forEver, Delays.SMALL))) {
            assertThat(reasonOf(pool)).isInstanceOfSatisfying(TaskTimedOut.class, stuck -> {
                assertThat(stuck.limit()).isEqualTo(Delays.SMALL);
                assertThat(stuck.stuckStack()).contains("Work.forEver").doesNotContain("WorkerLoop");
                assertThat(stuck).hasMessageContaining("initializer");
            });
            assertThatThrownBy(() -> pool.apply(Work::square, 3)).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void initializerWithinItsLimitIsLeftAlone() throws Exception {
        try (Pool pool = context().pool(1, o -> o.withInitializer(() -> Work.setState("ready"), Delays.MEDIUM))) {
            assertThat(pool.apply(Work::state)).isEqualTo("ready");
        }
    }

    // ---- finalizer

    /** Shutdown and recycling; idle workers and resizing below. */
    @Test
    void finalizerRunsInEachWorkerThatEndsInOrder() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withMaxTasksPerChild(1)
                                .withFinalizer(() -> tally.add(Worker.current().name())))) {
            assertThat(pool.map(Work::square, range(3))).containsExactly(0, 1, 4);
            Await.until("three have been recycled", () -> tally.count() >= 3);
        }
        assertThat(tally.count()).isBetween(3, 5);
        assertThat(tally.lines()).doesNotHaveDuplicates();
    }

    @Test
    void finalizerDoesNotRunInAKilledWorker() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        Mark started = Mark.in(folder, "started");
        Pool pool = context().pool(1, o -> o.withFinalizer(() -> tally.add("no")));
        AsyncResult<?> running = pool.applyAsync(() -> Work.markAndWait(started));
        started.await();
        pool.terminate();
        pool.join();
        assertThat(running.isCancelled()).isTrue();
        assertThat(tally.count()).isZero();
    }

    /** Nor does a failing or stuck one keep anybody from his result, or the pool from its end. */
    @Test
    void badFinalizerHarmsNobody() throws Exception {
        for (UnaryOperator<PoolOptions> bad : List.<UnaryOperator<PoolOptions>>of(
                o -> o.withFinalizer(() -> Work.fail("too late")), o -> o.withFinalizer(Work::forEver, Delays.SHORT))) {
            Pool pool = context().pool(2, bad);
            List<AsyncResult<Integer>> results = range(20).stream()
                    .map(i -> pool.applyAsync(Work::square, i))
                    .toList();
            pool.shutdown();
            assertThat(pool.awaitTermination(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            for (int i = 0; i < 20; i++) {
                assertThat(results.get(i).outcome()).isEqualTo(new Success<>(i * i));
            }
        }
    }

    /** An orderly end is not cut short because the worker has been idle for long. */
    @Test
    void finalizerOfAnIdleWorkerHasItsTime() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withFinalizer(() -> {
                            Delays.pass(Duration.ofMillis(
                                    2_200)); // longer than a worker without a finalizer has for its end
                            tally.add("done");
                        }))) {
            pool.apply(Work::square, 3);
        }
        assertThat(tally.count()).isEqualTo(1);
    }

    @Test
    void finalizerRunsEvenIfMainReturnsAfterShutdown() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        Process program = context()
                .process(() -> {
                    Pool pool = Multiprocessing.pool(
                            1,
                            o -> o.withFinalizer(() -> {
                                Delays.pass(Delays.SMALL);
                                tally.add("done");
                            }));
                    pool.apply(Work::square, 3);
                    pool.shutdown();
                })
                .start();
        assertThat(program.join(Delays.LONG)).isTrue();
        Await.until(
                "the finalizer has run", () -> tally.count() == 1); // of a process that is a thread, it may be later
    }

    // ---- state

    @Test
    void stateIsMadeOnceInEachWorker() throws Exception {
        Tally made = Tally.in(folder, "made");
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withWorkerState(() -> {
                            made.add(Worker.current().name());
                            return new Counter();
                        }))) {
            List<Integer> counts = pool.map(
                    _ -> {
                        Work.slowly(1);
                        return Worker.current().state(Counter.class).next();
                    },
                    range(12));
            assertThat(counts).anyMatch(count -> count > 2);
            assertThat(made.lines()).hasSize(2).doesNotHaveDuplicates();
            if (has(Trait.KILL)) {
                assertThatThrownBy(() -> pool.apply(() -> Way.SIGKILL.take())).isInstanceOf(WorkerDied.class);
                Await.equal("the replacement has made one", 3, made::count);
            }
            assertThatThrownBy(() -> pool.apply(() -> Worker.current().state(String.class)))
                    .isInstanceOf(TaskFailed.class)
                    .hasMessageContaining("Counter")
                    .hasMessageContaining("java.lang.String");
        }
    }

    @Test
    void failingStateStopsThePool() throws Exception {
        try (Pool pool = context().pool(2, o -> o.withName("parsers").withWorkerState(() -> Work.fail("no state")))) {
            assertThat(reasonOf(pool))
                    .isInstanceOf(TaskFailed.class)
                    .hasMessageContaining("parsers's worker state")
                    .hasCauseInstanceOf(IOException.class);
        }
        try (Pool pool = context().pool(1, o -> o.withWorkerState(() -> null))) {
            assertThat(reasonOf(pool)).hasMessageContaining("withWorkerState");
        }
    }

    @Test
    void thereIsNoStateThatNobodyAskedFor() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.apply(() -> Worker.current().state(Counter.class)))
                    .isInstanceOf(TaskFailed.class)
                    .hasMessageContaining("withWorkerState");
        }
    }

    // ---- who they are

    @Test
    void workersHaveNameAndPlace() throws Exception {
        try (Pool pool = context().pool(3, o -> o.withName("images"))) {
            assertThat(pool.toString()).contains("images", "3");
            assertThat(pool.workers().stream().map(Process::name)).containsExactly("images-1", "images-2", "images-3");
            List<String> seen = pool.map(
                    _ -> {
                        Work.slowly(1);
                        return Worker.current().name() + " " + Worker.current().number();
                    },
                    range(30));
            assertThat(new HashSet<>(seen))
                    .isSubsetOf("images-1 0", "images-2 1", "images-3 2")
                    .hasSizeGreaterThan(1);
            pool.shutdown();
            assertThatThrownBy(() -> pool.apply(Work::square, 1)).hasMessageContaining("images");
        }
    }

    @Test
    void replacementTakesOverThePlace() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(2, o -> o.withName("places"))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> pool.apply(() -> Way.SIGKILL.take())).isInstanceOf(WorkerDied.class);
                Await.equal("two workers", 2, () -> alive(pool));
                Mark go = Mark.in(folder, "go" + i);
                List<AsyncResult<Integer>> both = range(2).stream()
                        .map(_ -> pool.applyAsync(() -> {
                            go.await();
                            return Worker.current().number();
                        }))
                        .toList();
                Delays.pass(Delays.SMALL); // each has one, so that neither does both
                go.set();
                assertThat(List.of(both.get(0).get(Delays.LONG), both.get(1).get(Delays.LONG)))
                        .containsExactlyInAnyOrder(0, 1);
            }
        }
    }

    static int numberOfAnInnerWorker() throws Exception {
        try (Pool inner = org.multiprocessing.Multiprocessing.threadPool(1)) {
            return inner.apply(() -> Worker.current().number());
        }
    }

    /** A worker of a pool inside a worker is that, and the outer one is none the worse for it. */
    @Test
    void innerWorkersAreTheirOwn() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Boolean> ok = pool.map(
                    _ -> {
                        String before = Worker.current().name();
                        int inner = numberOfAnInnerWorker();
                        return inner == 0 && Worker.current().name().equals(before);
                    },
                    range(6));
            assertThat(ok).containsOnly(true);
        }
    }

    @Test
    void nobodyElseIsAWorker() throws Exception {
        assertThatThrownBy(Worker::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not a worker");
        try (Pool pool = context().pool(1)) {
            int code = pool.apply(() -> {
                Process process = org.multiprocessing.Multiprocessing.process(() -> {
                    try {
                        Worker.current();
                    } catch (IllegalStateException e) {
                        return;
                    }
                    throw new AssertionError("a process that a task starts is no worker");
                });
                process.start().join();
                return process.exitCode().orElse(-1);
            });
            assertThat(code).isZero();
        }
    }

    // ---- idle

    @Test
    void idleWorkersEndAndNewWorkStartsThemAgain() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        try (Pool pool = context().pool(2, o -> o.withMaxIdle(Delays.SMALL).withFinalizer(() -> tally.add("end")))) {
            assertThat(pool.map(Work::square, range(5))).hasSize(5);
            Await.equal("no worker", 0, () -> pool.workers().size());
            assertThat(tally.count()).isEqualTo(2);
            assertThat(pool.size()).isEqualTo(2);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
            assertThat(pool.workers()).hasSize(1);
            assertThat(pool.map(Work::slowly, range(20))).isEqualTo(range(20));
        }
    }

    /** The race between a worker that leaves and a task that is given: whoever wins, the task is done. */
    @Test
    void nothingIsLostWhenWorkersLeave() throws Exception {
        Duration idle = Delays.SHORT;
        try (Pool pool = context().pool(2, o -> o.withMaxIdle(idle))) {
            for (int i = 0; i < 12; i++) {
                assertThat(pool.applyAsync(Work::square, i).get(Delays.LONG)).isEqualTo(i * i);
                Delays.pass(idle.plus(Duration.ofMillis(i - 6)));
            }
        }
    }

    /** An idle pool has no worker that could take over what is behind a long task; so one is started. */
    @Test
    void itemsBehindALongOneGetAWorker() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2, o -> o.withMaxIdle(Delays.SMALL))) {
            pool.map(Work::square, range(200)); // items are known to be short: several travel at a time
            Await.equal("no worker", 0, () -> pool.workers().size());
            AsyncResult<List<Integer>> all = pool.mapAsync(
                    x -> {
                        if (x == 0) {
                            go.set();
                            Work.slowly(x);
                        }
                        return x;
                    },
                    range(50));
            assertThat(all.get(Delays.LONG)).isEqualTo(range(50));
        }
    }

    // ---- size

    @Test
    void poolGrowsAtOnceAndShrinksInOrder() throws Exception {
        Tally tally = Tally.in(folder, "finalized");
        try (Pool pool = context()
                .pool(1, o -> o.withFinalizer(() -> tally.add(Worker.current().number())))) {
            pool.resize(3);
            assertThat(pool.size()).isEqualTo(3);
            assertThat(pool.workers()).hasSize(3);
            pool.resize(1);
            assertThat(pool.size()).isEqualTo(1);
            Await.equal("one worker", 1, () -> pool.workers().size());
            assertThat(tally.lines()).containsExactlyInAnyOrder("1", "2");
            assertThat(pool.apply(() -> Worker.current().number())).isZero();
        }
    }

    /** Whatever is running is done, by however many. */
    @Test
    void resizingUnderLoadLosesNothing() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<List<Integer>> all = pool.mapAsync(x -> Work.slowly(x), range(60));
            List<Thread> resizers = range(2).stream()
                    .map(t -> Thread.ofPlatform().start(() -> {
                        for (int size : List.of(3, 1, 2, 3)) {
                            pool.resize(size);
                            Delays.pass(Delays.SHORT);
                        }
                    }))
                    .toList();
            for (Thread resizer : resizers) {
                Await.join("a thread that resizes", resizer);
            }
            pool.resize(2);
            assertThat(all.get(Delays.LONG)).isEqualTo(range(60));
            assertThat(pool.size()).isEqualTo(2);
            Await.equal("two workers", 2, () -> pool.workers().size());
        }
    }

    @Test
    void sizesThatCannotBeAreRefused() throws Exception {
        try (Pool pool = context().pool(1)) {
            for (int size : List.of(0, -1)) {
                assertThatThrownBy(() -> pool.resize(size))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("resize")
                        .hasMessageContaining(Integer.toString(size));
            }
            assertThat(pool.size()).isEqualTo(1);
            pool.shutdown();
            assertThatThrownBy(() -> pool.resize(2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("shut down");
        }
    }

    // ---- the brake

    @Test
    void brakeStopsThePoolWithTheLastDeath() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1, o -> o.withName("frail").withRestartLimit(2, Delays.LONGEST))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> pool.apply(() -> Way.SIGKILL.take())).isInstanceOf(WorkerDied.class);
                assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
            }
            AsyncResult<?> last = pool.applyAsync(() -> Way.SIGKILL.take());
            AsyncResult<Integer> behind = pool.applyAsync(Work::slowly, 3);
            assertThat(last.await(Delays.LONG)).isTrue();
            assertThat(behind.await(Delays.LONG)).isTrue();
            assertThat(behind.outcome())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.why())
                                    .isInstanceOf(WorkerDied.class)
                                    .hasMessageContaining("frail")
                                    .hasMessageContaining("3 deaths")
                                    .hasMessageContaining("withRestartLimit allows 2"));
            assertThatThrownBy(() -> pool.apply(Work::square, 3)).isInstanceOf(RejectedExecutionException.class);
        }
    }

    /** What the pool itself ends does not count. */
    @Test
    void recyclingAndTimeLimitsAreNoDeaths() throws Exception {
        try (Pool pool =
                context().pool(1, o -> o.withRestartLimit(0, Delays.LONGEST).withMaxTasksPerChild(1))) {
            assertThat(pool.map(Work::square, range(3))).containsExactly(0, 1, 4);
            assertThatThrownBy(
                            () -> pool.tasks(t -> t.withTimeout(Delays.SHORT)).apply(() -> Work.forEver()))
                    .isInstanceOf(TaskTimedOut.class);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    // ---- bad input

    @Test
    void wrongOptionsAreRefused() {
        assertRefused(o -> o.withName(" "), "withName");
        assertRefused(o -> o.withInitializer(Work::nothing, Duration.ZERO), "PT0S", "withInitializer");
        assertRefused(o -> o.withInitializer(Work::nothing, Duration.ofMillis(-1)), "PT-0.001S", "withInitializer");
        assertRefused(o -> o.withFinalizer(Work::nothing, Duration.ZERO), "PT0S", "withFinalizer");
        assertRefused(o -> o.withMaxTasksPerChild(0), "0 tasks", "withMaxTasksPerChild");
        assertRefused(o -> o.withMaxMemoryPerChild(0), "0 bytes", "withMaxMemoryPerChild");
        assertRefused(o -> o.withMaxMemoryPerChild(-5), "-5 bytes");
        assertRefused(o -> o.withMaxIdle(Duration.ZERO), "PT0S", "withMaxIdle");
        assertRefused(o -> o.withRestartLimit(-1, Delays.SHORT), "-1 deaths", "withRestartLimit");
        assertRefused(o -> o.withRestartLimit(1, Duration.ZERO), "PT0S", "withRestartLimit");
        for (UnaryOperator<PoolOptions> missing : List.<UnaryOperator<PoolOptions>>of(
                o -> o.withName(null),
                o -> o.withInitializer(null),
                o -> o.withInitializer(Work::nothing, null),
                o -> o.withFinalizer(null),
                o -> o.withWorkerState(null),
                o -> o.withMaxIdle(null),
                o -> o.withRestartLimit(1, null),
                o -> o.withCallbackExecutor(null),
                o -> o.withWorkerOptions(null))) {
            assertThatThrownBy(() -> context().pool(1, missing)).isInstanceOf(NullPointerException.class);
        }
    }

    private void assertRefused(UnaryOperator<PoolOptions> wrong, String... words) {
        assertThatThrownBy(() -> context().pool(1, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }
}
