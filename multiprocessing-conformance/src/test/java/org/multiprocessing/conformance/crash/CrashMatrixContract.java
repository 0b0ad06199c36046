package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.ResultNotSerializable;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerCrashed;
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
 */
@Tag("core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CrashMatrixContract implements Contract {
    private static final int WORKERS = 2;

    /** What only hurts the one task. */
    private static final Set<Way> THROWING =
            EnumSet.of(Way.EXCEPTION, Way.ERROR, Way.STACK, Way.ENDLESS_MESSAGE, Way.FAILING_MESSAGE);

    private static final Set<Way> ENDLESS = EnumSet.of(Way.SPIN, Way.STOP);

    private Pool pool;

    @BeforeAll
    void makePool() {
        pool = context()
                .pool(
                        WORKERS,
                        o -> o.withTasks(t -> t.withTimeout(Delays.LONG))
                                .withWorkerOptions(w -> w.withMaxHeapBytes(24L << 20)
                                        .withJvmArguments("-XX:MaxDirectMemorySize=8m")
                                        .withError(new Output.Discard())));
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

    static Stream<Cell> cells() {
        boolean all = "all".equals(System.getProperty("multiprocessing.tests"));
        boolean few = !all && "portable".equals(System.getProperty("multiprocessing.os"));
        List<Cell> cells = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (Way way : Way.values()) {
                if (phase.isInParent() && !THROWING.contains(way)) {
                    continue; // would end the test itself
                }
                for (Form form : Form.values()) {
                    // a death costs the start of a JVM: every form in one phase, and two forms in every phase
                    boolean cheap = !few && (THROWING.contains(way) || phase == Phase.RUN);
                    if (all || cheap || form == Form.APPLY || (!few && form == Form.IMAP_UNORDERED)) {
                        cells.add(new Cell(way, phase, form, false));
                    }
                }
                if (phase == Phase.DECODE_ARGUMENT || phase == Phase.DECODE_RESULT) {
                    cells.add(new Cell(way, phase, Form.MAP_OUTCOMES, true));
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyTaskEndsInItsOneOutcome(Cell cell) throws Exception {
        var tasks = ENDLESS.contains(cell.way()) ? pool.tasks(t -> t.withTimeout(Delays.SMALL)) : pool;
        long begin = System.nanoTime();
        TaskException failure = cell.form().failureOf(tasks, Step.item(cell.phase(), cell.way(), cell.record()));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("%s", cell).isLessThan(Delays.MEDIUM);
        assertThat(failure).as("%s", cell).isExactlyInstanceOf(expected(cell.way(), cell.phase()));
        if (failure instanceof WorkerExited exited) {
            assertThat(exited.exitCode()).isEqualTo(cell.way() == Way.EXIT ? Way.EXIT_CODE : Way.HALT_CODE);
        }
        assertThat(failure.task()).contains("run");
        assertPoolIsAsBefore();
    }

    private static Class<? extends TaskException> expected(Way way, Phase phase) {
        return switch (way) {
            case EXIT, HALT -> WorkerExited.class;
            case SIGKILL -> WorkerKilled.class;
            case SEGV -> WorkerCrashed.class;
            case HEAP, DIRECT_MEMORY -> WorkerOutOfMemory.class;
            case SPIN, STOP -> TaskTimedOut.class;
            case EXCEPTION, ERROR, STACK, ENDLESS_MESSAGE, FAILING_MESSAGE ->
                switch (phase) {
                    case ENCODE_ARGUMENT, DECODE_ARGUMENT -> TaskNotSerializable.class;
                    case RUN -> TaskFailed.class;
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
