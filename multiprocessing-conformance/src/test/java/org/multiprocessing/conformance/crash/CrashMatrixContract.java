package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Seed;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.ResultNotSerializable;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.pool.WorkerCrashed;
import org.multiprocessing.pool.WorkerDied;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.pool.WorkerOutOfMemory;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Call1;

/**
 * Every way to go wrong, in every phase of a task, given in every form: each ends in bounded time with the one outcome
 * that says what happened, and leaves the pool as it was. After the 15 deadlock tests of CPython's executor, several of
 * which CPython's own pool does not pass.
 *
 * <p>Usually a sample, which is another one each day; {@code -Dmultiprocessing.tests=all} takes all.
 */
@Tag("core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CrashMatrixContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final int WORKERS = 2;

    /** Most of them cost the start of a JVM, or a time limit. */
    private static final int SAMPLE = 56;

    /** What only hurts the one task. */
    private static final Set<Way> THROWING =
            EnumSet.of(Way.EXCEPTION, Way.ERROR, Way.STACK, Way.ENDLESS_MESSAGE, Way.FAILING_MESSAGE);

    private static final Set<Way> ENDLESS = EnumSet.of(Way.SPIN, Way.STOP);

    /** The JDK's clean-up thread shows nobody what it meets; the memory that it had is free again. */
    private static final Set<Way> UNSEEN_IN_CLEAN_UP = EnumSet.of(Way.HEAP, Way.DIRECT_MEMORY);

    @TempDir
    static Path meetingPlace;

    private Pool pool;

    @BeforeAll
    void makePool() {
        pool = context()
                .pool(
                        WORKERS,
                        o -> o.withTasks(t -> t.withTimeout(Delays.LONG))
                                .withWorkerOptions(w -> has(Trait.JVM)
                                        ? w.withMaxHeapBytes(24L << 20)
                                                .withJvmArguments("-XX:MaxDirectMemorySize=8m")
                                                .withSystemProperty(Way.MEETING_PLACE, meetingPlace.toString())
                                                .withError(new Output.Discard())
                                        : w));
    }

    @AfterAll
    void closePool() {
        pool.close();
    }

    /** One cell of the matrix. */
    record Cell(Way way, Phase phase, Form form, boolean record) {
        @Override
        public String toString() {
            return way + " in " + phase + " by " + form + (record ? " of a record" : "");
        }
    }

    Stream<Cell> cells() {
        Random random = new Random(Seed.ofTheDay("CrashMatrix"));
        List<Form> forms = new ArrayList<>(List.of(Form.values()));
        List<Cell> cells = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (Way way : Way.values()) {
                if (!isPossible(way, phase)) {
                    continue;
                }
                Collections.shuffle(forms, random);
                forms.subList(0, ALL ? forms.size() : 1).forEach(form -> cells.add(new Cell(way, phase, form, false)));
                if (phase == Phase.DECODE_ARGUMENT || phase == Phase.DECODE_RESULT) {
                    cells.add(new Cell(way, phase, Form.MAP_OUTCOMES, true));
                }
            }
        }
        if (ALL) {
            return cells.stream();
        }
        Collections.shuffle(cells, random);
        return cells.stream().limit("portable".equals(System.getProperty("multiprocessing.os")) ? SAMPLE / 2 : SAMPLE);
    }

    private boolean isPossible(Way way, Phase phase) {
        if (phase.isInParent() && !THROWING.contains(way)) {
            return false; // would end the test itself
        }
        if (phase == Phase.CLEAN_UP && way == Way.SPIN) {
            return false; // harms nobody, and would go on
        }
        boolean encodes = has(Trait.COPY) || phase == Phase.RUN || phase == Phase.CLEAN_UP;
        return encodes && (has(Trait.KILL) || THROWING.contains(way));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyTaskEndsInItsOneOutcome(Cell cell) throws Exception {
        Tasks tasks = ENDLESS.contains(cell.way()) ? pool.tasks(t -> t.withTimeout(Delays.SMALL)) : pool;
        AsyncResult<Void> neighbour = cell.way() == Way.NEIGHBOUR ? pool.applyAsync(Way::killNeighbour) : null;
        long begin = System.nanoTime();
        Outcome<Object> end = cell.form().endOf(tasks, Step.item(cell.phase(), cell.way(), cell.record()));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("%s", cell).isLessThan(Delays.MEDIUM);
        if (neighbour != null) {
            neighbour.join();
        }
        switch (end) {
            case Success<Object>(var value) -> {
                assertThat(value).isEqualTo(Step.GOOD);
                assertThat(cell.phase()).as("%s", cell).isEqualTo(Phase.CLEAN_UP);
                assertThat(THROWING.contains(cell.way()) || UNSEEN_IN_CLEAN_UP.contains(cell.way()))
                        .isTrue();
            }
            case Failure<Object>(var why) -> assertTells(why, cell);
            case Outcome.Cancelled<Object> _ -> throw new AssertionError(cell + " was cancelled");
        }
        assertPoolIsAsBefore();
    }

    private void assertTells(TaskException failure, Cell cell) {
        assertThat(failure).as("%s", cell).isExactlyInstanceOf(expected(cell.way(), cell.phase()));
        assertThat(failure.task()).contains("run");
        assertThat(failure.index()).isEqualTo(cell.form().index);
        if (cell.phase() == Phase.ENCODE_ARGUMENT) {
            assertThat(failure.pid()).isEqualTo(-1);
            return; // it has not come to a worker
        }
        assertThat(failure.workerName()).startsWith("PoolWorker-");
        if (THROWING.contains(cell.way())) {
            assertThat(pool.workers().stream().map(Process::pid)).contains(failure.pid());
        } else {
            assertThat(ProcessHandle.of(failure.pid())).as("the worker").isEmpty();
        }
        if (failure instanceof WorkerDied died) {
            assertThat(died.report().pid()).isEqualTo(failure.pid());
            assertThat(died.report().name()).isEqualTo(failure.workerName());
            assertThat(died.report().task()).hasValue(failure.task());
            assertThat(died.report().age()).isPositive();
            assertThat(died).hasMessageContaining(failure.workerName()).hasMessageContaining(failure.task());
        }
        switch (failure) {
            case WorkerExited exited -> assertThat(exited.exitCode()).isEqualTo(exitCode(cell.way()));
            case WorkerKilled killed -> assertThat(killed.signal()).isEqualTo("SIGKILL");
            case WorkerCrashed crashed -> assertThat(crashed.signal()).isEqualTo("SIGSEGV");
            case TaskTimedOut late -> assertThat(late.limit()).isEqualTo(Delays.SMALL);
            default -> {} // its type says it all
        }
    }

    private static int exitCode(Way way) {
        return switch (way) {
            case EXIT_ZERO -> 0;
            case EXIT -> Way.EXIT_CODE;
            default -> Way.HALT_CODE;
        };
    }

    private static Class<? extends TaskException> expected(Way way, Phase phase) {
        return switch (way) {
            case EXIT, EXIT_ZERO, HALT -> WorkerExited.class;
            case SIGKILL, NEIGHBOUR -> WorkerKilled.class;
            case SEGV -> WorkerCrashed.class;
            case HEAP, DIRECT_MEMORY -> WorkerOutOfMemory.class;
            case SPIN, STOP -> TaskTimedOut.class;
            case EXCEPTION, ERROR, STACK, ENDLESS_MESSAGE, FAILING_MESSAGE ->
                switch (phase) {
                    case ENCODE_ARGUMENT, DECODE_ARGUMENT -> TaskNotSerializable.class;
                    case RUN, CLEAN_UP -> TaskFailed.class;
                    case ENCODE_RESULT, DECODE_RESULT -> ResultNotSerializable.class;
                };
        };
    }

    private void assertPoolIsAsBefore() throws Exception {
        Call1<Integer, Integer> square = x -> x * x;
        List<Integer> items = IntStream.range(0, 10).boxed().toList();
        assertThat(pool.map(square, items)).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
        Await.equal("the number of live workers", WORKERS, () ->
                (int) pool.workers().stream().filter(Process::isAlive).count());
        assertThat(pool.isShutdown()).isFalse();
    }
}
