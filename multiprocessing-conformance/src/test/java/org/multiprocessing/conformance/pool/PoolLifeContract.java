package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.multiprocessing.Multiprocessing.cpuCount;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Process;

/** The workers: how many, and when they are replaced. */
public abstract class PoolLifeContract implements Contract {
    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Process> alive(Pool pool) {
        return pool.workers().stream().filter(Process::isAlive).toList();
    }

    // ---- how many

    /** CPython test_make_pool; defect26. */
    @Test
    void defect26_wrongNumbersAreRefused() {
        for (int workers : List.of(0, -1, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> context().pool(workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Integer.toString(workers));
        }
        for (int tasks : List.of(0, -1)) {
            assertThatThrownBy(() -> context().pool(1, o -> o.withMaxTasksPerChild(tasks)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void wrongTaskOptionsAreRefused() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.tasks(t -> t.withTimeout(java.time.Duration.ZERO)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.tasks(t -> t.withTimeout(java.time.Duration.ofMillis(-1))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.tasks(t -> t.withGrace(java.time.Duration.ofMillis(-1))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.tasks(t -> t.withRetries(-1))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.tasks(t -> t.withReadAhead(0))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void poolHasAsManyWorkersAsAsked() throws Exception {
        needs(Trait.JVM);
        try (Pool pool = context().pool(3)) {
            assertThat(pool.size()).isEqualTo(3);
            assertThat(pool.workers()).hasSize(3).allMatch(Process::isDaemon);
            assertThat(pool.workers().stream().map(Process::pid).distinct()).hasSize(3);
            assertThat(pool.workers().stream().map(Process::name).distinct()).hasSize(3);
            Set<Long> pids = new HashSet<>(pool.map(
                    x -> {
                        Work.slowly(x);
                        return Work.pid(x);
                    },
                    range(40)));
            assertThat(pids)
                    .isEqualTo(new HashSet<>(
                            pool.workers().stream().map(Process::pid).toList()));
        }
        try (Pool pool = context().pool()) {
            assertThat(pool.size()).isEqualTo(cpuCount());
        }
        try (Pool pool = context().pool(o -> o.withInitializer(() -> Work.setState("options")))) {
            assertThat(pool.size()).isEqualTo(cpuCount());
            assertThat(pool.apply(() -> Work.state())).isEqualTo("options");
        }
    }

    /** CPython test_large_pool. */
    @Test
    @Bound(seconds = 120)
    void largePool() throws Exception {
        int workers = "all".equals(System.getProperty("multiprocessing.tests")) ? 100 : 16;
        try (Pool pool = context().pool(workers)) {
            assertThat(pool.map(Work::square, range(1000)).stream()
                            .mapToLong(x -> x)
                            .sum())
                    .isEqualTo(332_833_500L);
        }
    }

    @Test
    void workerOptionsReachTheWorkers() throws Exception {
        needs(Trait.JVM);
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withWorkerOptions(w -> w.withSystemProperty("worker.option", "set"))
                                .withWorkerOptions(w -> w.withMaxHeapBytes(48L << 20)))) {
            assertThat(pool.apply(() -> System.getProperty("worker.option"))).isEqualTo("set");
            assertThat(pool.apply(() -> Runtime.getRuntime().maxMemory())).isLessThanOrEqualTo(48L << 20);
        }
    }

    // ---- replacing

    /** defect01, defect15: dead workers are replaced, counted by those that live. */
    @Test
    void defect15_deadWorkersAreReplaced() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(2)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.apply(() -> Way.SIGKILL.take())).isInstanceOf(TaskException.class);
                assertThat(pool.map(Work::square, range(5))).containsExactly(0, 1, 4, 9, 16);
                Await.equal("two workers", 2, () -> alive(pool).size());
            }
        }
    }

    /** Each of them had one task, and no more than those fail. */
    @Test
    void defect15_allWorkersMayDieAtOnce() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(3)) {
            List<Mark> marks =
                    range(3).stream().map(i -> Mark.in(folder, "started" + i)).toList();
            List<AsyncResult<Object>> running = marks.stream()
                    .map(mark -> pool.applyAsync(() -> {
                        Work.markAndWait(mark);
                        return null;
                    }))
                    .toList();
            List<AsyncResult<Integer>> queued = range(10).stream()
                    .map(i -> pool.applyAsync(Work::square, i))
                    .toList();
            for (Mark mark : marks) {
                Unix.signal("KILL", Long.parseLong(mark.awaitText()));
            }
            for (AsyncResult<Object> result : running) {
                assertThat(result.await(Delays.LONG)).isTrue();
                assertThat(result.outcome())
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.why()).isInstanceOf(WorkerKilled.class));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(queued.get(i).get(Delays.LONG)).isEqualTo(i * i);
            }
            Await.equal("three workers", 3, () -> alive(pool).size());
        }
    }

    /** An idle worker that is killed harms nobody, however often that happens: it had begun nothing. */
    @Test
    void defect01_killedIdleWorkersAreReplaced() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(2)) {
            Set<Long> killed = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                Await.equal("two workers", 2, () -> alive(pool).size());
                pool.workers().forEach(worker -> assertThat(killed).doesNotContain(worker.pid()));
                Process victim = alive(pool).getFirst();
                Delays.pass(Delays.SMALL); // it has booted, and waits for a task
                Unix.signal("KILL", victim.pid());
                victim.join();
                killed.add(victim.pid());
                Await.until("it is noticed", () -> !pool.workers().contains(victim));
            }
            assertThat(pool.isShutdown()).isFalse();
            assertThat(pool.map(Work::square, range(5))).containsExactly(0, 1, 4, 9, 16);
        }
    }

    /** CPython test_pool_worker_lifetime. */
    @Test
    void workersRetireAfterTheirTasks() throws Exception {
        needs(Trait.JVM);
        try (Pool pool = context().pool(2, o -> o.withMaxTasksPerChild(3))) {
            List<Long> pids = pool.map(Work::pid, range(20));
            assertThat(new HashSet<>(pids)).hasSizeGreaterThanOrEqualTo(7);
            assertThat(pids)
                    .allSatisfy(
                            pid -> assertThat(pids.stream().filter(pid::equals)).hasSizeLessThanOrEqualTo(3));
            Await.equal("two workers", 2, () -> alive(pool).size());
            assertThat(pool.isShutdown()).isFalse();
        }
    }

    /** CPython test_pool_worker_lifetime_early_close, and gh-115634. */
    @Test
    void closingDoesAllWorkOfRetiringWorkers() throws Exception {
        Pool pool = context().pool(2, o -> o.withMaxTasksPerChild(2));
        List<AsyncResult<Integer>> results =
                range(12).stream().map(i -> pool.applyAsync(Work::square, i)).toList();
        pool.close();
        for (int i = 0; i < 12; i++) {
            assertThat(results.get(i).outcome()).isEqualTo(new Success<>(i * i));
        }
    }

    /** A worker that does its last task is held to the time limit like any other. */
    @Test
    void retiringWorkersAreHeldToTheTimeLimit() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1, o -> o.withMaxTasksPerChild(1))) {
            AsyncResult<Integer> result =
                    pool.tasks(t -> t.withTimeout(Delays.SMALL)).applyAsync(Work::spinHere, 1);
            boolean ended = result.await(Delays.MEDIUM);
            result.cancel(true);
            assertThat(ended).as("the task has ended").isTrue();
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.why()).isInstanceOf(TaskTimedOut.class));
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** Nor does it keep items behind a long one that others could do. */
    @Test
    void retiringWorkersGiveBackWhatIsBehindALongTask() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2, o -> o.withMaxTasksPerChild(200))) {
            pool.map(Work::square, range(100)); // items are known to be short
            List<Integer> seen = new java.util.ArrayList<>();
            try (var results = pool.imapUnordered(
                    x -> {
                        if (x == 150) {
                            go.await();
                        }
                        return x;
                    },
                    range(400))) {
                for (int i = 0; i < 399; i++) {
                    seen.add(results.next(Delays.LONG));
                }
                go.set();
                seen.add(results.next(Delays.LONG));
            }
            assertThat(seen).endsWith(150).containsExactlyInAnyOrderElementsOf(range(400));
        }
    }

    // ---- pools within pools

    static List<Integer> mapInAPoolOfItsOwn(int size) throws Exception {
        try (Pool inner = org.multiprocessing.Multiprocessing.pool(1)) {
            return inner.map(Work::square, range(size));
        }
    }

    /** CPython TestStdinBadfiledescriptor test_pool_in_process, and what CPython refuses: a pool inside a pool's task. */
    @Test
    void poolsWorkInsideProcessesAndTasks() throws Exception {
        Mark result = Mark.in(folder, "result");
        Process process =
                context().process(() -> result.set(mapInAPoolOfItsOwn(4).toString()));
        process.start().join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(result.text()).isEqualTo("[0, 1, 4, 9]");
        try (Pool outer = context().pool(2)) {
            assertThat(outer.map(PoolLifeContract::mapInAPoolOfItsOwn, List.of(2, 3)))
                    .containsExactly(List.of(0, 1), List.of(0, 1, 4));
        }
    }

    /** What kills the outer worker takes the inner pool's workers along. */
    @Test
    void innerPoolsEndWithTheOuterWorker() throws Exception {
        needs(Trait.KILL);
        Mark inner = Mark.in(folder, "inner");
        try (Pool outer = context().pool(1)) {
            AsyncResult<?> result = outer.applyAsync(() -> {
                @SuppressWarnings("resource") // its end comes from outside
                Pool pool = org.multiprocessing.Multiprocessing.pool(1);
                pool.apply(() -> Work.markAndSpin(inner));
            });
            ProcessHandle innerWorker =
                    ProcessHandle.of(Long.parseLong(inner.awaitText())).orElseThrow();
            assertThat(result.cancel(true)).isTrue();
            Await.equal("the inner worker runs", false, () -> Unix.runs(innerWorker));
        }
    }

    /** A pool that is given up with a failure inside its block is closed all the same. */
    @Test
    void failureInsideTheBlockIsKept() {
        IllegalStateException failure = catchThrowableOfType(IllegalStateException.class, () -> {
            try (Pool pool = context().pool(1)) {
                var _ = pool.applyAsync(Work::square, 3);
                throw new IllegalStateException("on purpose");
            }
        });
        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void manyPoolsOneAfterTheOther() throws Exception {
        PoolOptions[] seen = new PoolOptions[1];
        for (int i = 0; i < 12; i++) {
            int number = i;
            try (Pool pool = context().pool(1, o -> seen[0] = o)) {
                assertThat(pool.apply(Work::square, number)).isEqualTo(number * number);
            }
        }
        assertThat(seen[0]).isNotNull();
    }

    /** Would catch that the interrupt closes a file in which the memory of a worker is being made. */
    @Test
    void poolMayBeMadeAndResizedByAThreadThatIsInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        try (Pool pool = context().pool(1)) {
            pool.resize(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(pool.map(x -> x + 1, List.of(1, 2, 3))).containsExactly(2, 3, 4);
        } finally {
            Thread.interrupted();
        }
    }
}
