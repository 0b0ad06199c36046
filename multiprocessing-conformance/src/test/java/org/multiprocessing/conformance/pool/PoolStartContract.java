package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.process.Output;

/** How workers begin: the initializer, and what happens when one cannot start. */
public abstract class PoolStartContract implements Contract {
    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** Returns what the pool gave up for. */
    private static TaskException reasonOf(Pool pool) throws Exception {
        Outcome<Integer> outcome = giveUntilRefused(pool);
        assertThat(outcome).isInstanceOf(Failure.class);
        return ((Failure<Integer>) outcome).why();
    }

    private static Outcome<Integer> giveUntilRefused(Pool pool) throws Exception {
        AsyncResult<Integer> result;
        try {
            result = pool.applyAsync(Work::square, 3);
        } catch (RejectedExecutionException e) { // it has stopped already
            return new Failure<>((TaskException) e.getCause());
        }
        assertThat(result.await(Delays.LONG)).as("the task has ended").isTrue();
        return result.outcome();
    }

    // ---- initializer

    /** CPython test_pool_initializer. */
    @Test
    void initializerRunsInEachWorkerAndInReplacements() throws Exception {
        needs(Trait.EXIT);
        Tally tally = Tally.in(folder, "initialized");
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withInitializer(() -> {
                            tally.add(Work.workerPid());
                            Work.setState("initialized");
                        }))) {
            assertThat(pool.map(_ -> Work.state(), range(20))).containsOnly("initialized");
            assertThatThrownBy(() -> pool.apply(() -> Way.EXIT.take())).isInstanceOf(WorkerExited.class);
            assertThat(pool.map(x -> Work.state() + Work.slowly(x), range(20)))
                    .allMatch(s -> s.startsWith("initialized"));
            Await.equal("three initialized", 3, tally::count);
            assertThat(tally.lines()).doesNotHaveDuplicates();
        }
    }

    /** defect08: an initializer that fails does so in every worker, so the pool stops, with that error, at once. */
    @Test
    void defect08_failingInitializerStopsThePool() throws Exception {
        Tally tally = Tally.in(folder, "tries");
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withInitializer(() -> {
                            tally.add(Work.workerPid());
                            Work.fail("not today");
                        }))) {
            TaskException why = reasonOf(pool);
            assertThat(why).isInstanceOf(TaskFailed.class).hasMessageContaining("initializer");
            assertThat(why.getCause()).isInstanceOf(java.io.IOException.class).hasMessage("not today");
            for (ThrowingCallable later : List.<ThrowingCallable>of(
                    () -> pool.apply(Work::square, 3),
                    () -> pool.applyAsync(Work::square, 3).join(),
                    () -> pool.map(Work::square, range(5)))) {
                assertThatThrownBy(later)
                        .isInstanceOfAny(RejectedExecutionException.class, TaskFailed.class)
                        .hasStackTraceContaining("not today");
            }
            assertThat(pool.isShutdown()).isTrue();
        }
        assertThat(tally.count()).isLessThanOrEqualTo(4);
    }

    /** The same for one that takes its worker with it. */
    @Test
    void initializerThatEndsItsWorkerStopsThePool() throws Exception {
        needs(Trait.EXIT);
        Tally tally = Tally.in(folder, "tries");
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withInitializer(() -> {
                            tally.add(Work.workerPid());
                            Way.EXIT.take();
                        }))) {
            assertThat(reasonOf(pool))
                    .isInstanceOfSatisfying(
                            WorkerExited.class,
                            exited -> assertThat(exited.exitCode()).isEqualTo(Way.EXIT_CODE));
        }
        assertThat(tally.count()).isLessThanOrEqualTo(12);
    }

    @Test
    void initializerThatCannotTravelIsRefusedAtTheCall() throws Exception {
        needs(Trait.COPY);
        Thread thread = Thread.currentThread();
        assertThatThrownBy(() -> context().pool(2, o -> o.withInitializer(() -> System.out.println(thread))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    // ---- workers that cannot start

    /** A crash loop ends, and its error has the words of the JVM that would not start. */
    @Test
    void workersThatCannotStartStopThePool() throws Exception {
        needs(Trait.JVM);
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withWorkerOptions(
                                w -> w.withJvmArguments("-XX:NoSuchOption").withError(new Output.Discard())))) {
            assertThat(reasonOf(pool)).isInstanceOf(WorkerExited.class).hasMessageContaining("NoSuchOption");
            assertThatThrownBy(() -> pool.apply(Work::square, 3)).isInstanceOf(RejectedExecutionException.class);
        }
    }

    /** CPython TestPoolNotLeakOnFailure: the workers that were started are ended. */
    @Test
    void failingConstructionLeavesNothing() throws Exception {
        AtomicInteger started = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            started.set(0);
            assertThatThrownBy(() -> context()
                            .pool(
                                    3,
                                    o -> o.withWorkerOptions(w -> {
                                        if (started.incrementAndGet() == 3) {
                                            throw new IllegalStateException("on purpose");
                                        }
                                        return w;
                                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose");
        }
    }

    /** When a replacement cannot be started, nobody waits for it for ever. */
    @Test
    void replacementThatCannotStartStopsThePool() throws Exception {
        needs(Trait.KILL);
        Path home = Files.createDirectory(folder.resolve("home"));
        Mark started = Mark.in(folder, "started");
        Pool pool = context().pool(1, o -> o.withWorkerOptions(w -> w.withDirectory(home)));
        try {
            AsyncResult<?> spinner = pool.applyAsync(() -> Work.markAndSpin(started));
            AsyncResult<Integer> next = pool.applyAsync(Work::square, 3);
            started.await();
            Files.delete(home);
            spinner.cancel(true);
            assertThat(next.await(Delays.MEDIUM)).as("the next task has ended").isTrue();
            assertThat(next.outcome()).isInstanceOf(Failure.class);
        } finally {
            pool.terminate();
        }
        pool.join();
    }
}
