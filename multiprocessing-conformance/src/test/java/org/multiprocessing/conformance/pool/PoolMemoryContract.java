package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Worker;
import org.multiprocessing.pool.WorkerOutOfMemory;
import org.multiprocessing.process.Output;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** A worker that is out of memory ends, whoever says so; one that takes much is replaced. */
public abstract class PoolMemoryContract implements Contract {
    private static final String MEMORY = "multiprocessing.memory";
    private static final int HUNK = 4 << 20;

    /** By the virtual machine, which notices by itself. */
    private static final int ABORTED_BY_ITS_JVM = -6;

    /** Of what Java code throws, only the worker knows. */
    private static final int ENDED_BY_THE_WORKER = 3;

    @TempDir
    Path folder;

    private static final List<Object> KEPT = new ArrayList<>();

    private Pool small() {
        return context()
                .pool(
                        1,
                        o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(32L << 20)
                                .withJvmArguments("-XX:MaxDirectMemorySize=8m", "-XX:MaxMetaspaceSize=32m")
                                .withError(new Output.Discard())));
    }

    static int swallowing(Action action) throws Exception {
        try {
            action.execute();
        } catch (OutOfMemoryError e) {
            return 1;
        }
        return 0;
    }

    private static void endsItsWorker(int exitCode, Pool pool, Call<?> task, String... words)
            throws InterruptedException {
        long pid = pool.apply(Work::workerPid);
        WorkerOutOfMemory end = catchThrowableOfType(WorkerOutOfMemory.class, () -> pool.apply(task));
        assertThat(end).as("the task's end").isNotNull().hasMessageContainingAll(words);
        assertThat(end.pid()).isEqualTo(pid);
        assertThat(end.report().exitCode()).isEqualTo(exitCode);
        assertThat(pool.apply(Work::workerPid)).isNotEqualTo(pid);
    }

    /** Which the virtual machine notices itself: even if the task catches it. */
    @Test
    void exhaustedHeapEndsTheWorkerEvenIfSwallowed() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ABORTED_BY_ITS_JVM,
                    pool,
                    () -> swallowing(() -> Way.HEAP.take()),
                    "Java heap space",
                    "Way.exhaustHeap");
        }
    }

    @Test
    void arrayBeyondTheLimitEndsTheWorkerEvenIfSwallowed() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ABORTED_BY_ITS_JVM,
                    pool,
                    () -> swallowing(() -> KEPT.add(new int[Integer.MAX_VALUE])),
                    "Requested array size exceeds VM limit");
        }
    }

    static void exhaustMetaspace() throws IOException {
        byte[] bytes;
        try (InputStream in = Work.class.getResourceAsStream("Work.class")) {
            bytes = in.readAllBytes();
        }
        while (true) {
            KEPT.add(
                    new ClassLoader(null) {
                        Class<?> define() {
                            return defineClass(Work.class.getName(), bytes, 0, bytes.length);
                        }
                    }.define());
        }
    }

    @Test
    void exhaustedMetaspaceEndsTheWorkerEvenIfSwallowed() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ABORTED_BY_ITS_JVM, pool, () -> swallowing(PoolMemoryContract::exhaustMetaspace), "Metaspace");
        }
    }

    /** Thrown by Java code, which the virtual machine does not notice: the worker sees it when the task ends with it. */
    @Test
    void exhaustedDirectMemoryEndsTheWorker() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ENDED_BY_THE_WORKER,
                    pool,
                    () -> ByteBuffer.allocateDirect(16 << 20),
                    "direct buffer memory",
                    "PoolMemoryContract");
        }
    }

    @Test
    void exhaustedDirectMemoryAsACauseEndsTheWorker() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ENDED_BY_THE_WORKER,
                    pool,
                    () -> {
                        try {
                            return ByteBuffer.allocateDirect(16 << 20);
                        } catch (OutOfMemoryError e) {
                            throw new IOException("wrapped", e);
                        }
                    },
                    "ran out of memory");
        }
    }

    @Test
    void threadThatCannotBeMadeEndsTheWorker() throws Exception {
        try (Pool pool = small()) {
            endsItsWorker(
                    ENDED_BY_THE_WORKER,
                    pool,
                    () -> {
                        new Thread(null, () -> {}, "huge", 1L << 50).start();
                        return 0;
                    },
                    "unable to create native thread");
        }
    }

    /** What the user's own options say comes last. */
    @Test
    void optionKeepsAWorkerThatCatches() throws Exception {
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(32L << 20)
                                .withJvmArguments("-XX:-CrashOnOutOfMemoryError")
                                .withError(new Output.Discard())))) {
            assertThat(pool.apply(() -> swallowing(() -> Way.HEAP.take()))).isEqualTo(1);
            assertThatThrownBy(() -> pool.apply(() -> Way.HEAP.take()))
                    .isInstanceOf(WorkerOutOfMemory.class)
                    .hasMessageContaining("Way.exhaustHeap");
        }
    }

    /** loky test_memory_leak_protection: replaced quietly, and no task is lost. */
    @Test
    void largeWorkersAreReplaced() throws Exception {
        Tally ends = Tally.in(folder, "ends");
        Tally errors = Tally.in(folder, "errors");
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withMaxMemoryPerChild(120L << 20)
                                .withRestartLimit(0, java.time.Duration.ofMinutes(1))
                                .withFinalizer(() -> ends.add(Worker.current().name()))
                                .withWorkerOptions(w -> w.withMaxHeapBytes(512L << 20)
                                        .withError(new Output.Lines(line -> addTo(errors, line)))))) {
            List<Long> pids = pool.map(
                    _ -> {
                        KEPT.add(new byte[HUNK]);
                        Work.slowly(1);
                        return Work.workerPid();
                    },
                    IntStream.range(0, 60).boxed().toList());
            assertThat(pids).hasSize(60);
            assertThat(new HashSet<>(pids)).hasSizeBetween(2, 12);
        }
        assertThat(ends.count()).isGreaterThanOrEqualTo(2);
        assertThat(errors.count()).isZero();
    }

    /** Under a limit that the test has made up: what is left beside this JVM's heap goes to the workers in equal parts. */
    @Test
    void heapsFitTheMemoryThatThereIs() throws Exception {
        long share = 100L << 20;
        long besideHeaps = 3 * (32L << 20);
        long parent = Runtime.getRuntime().maxMemory();
        System.setProperty(MEMORY, Long.toString(parent + besideHeaps + 2 * share));
        try (Pool pool = context().pool(2)) {
            assertThat(pool.apply(() -> Runtime.getRuntime().maxMemory())).isBetween(share * 9 / 10, share);
            System.setProperty(MEMORY, Long.toString(parent));
            assertThatThrownBy(() -> pool.resize(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("3 workers", (parent >> 20) + " MiB", "withMaxHeapBytes");
            assertThat(pool.size()).isEqualTo(2);
            assertThatThrownBy(() -> context().pool(2)).isInstanceOf(IllegalStateException.class);
        } finally {
            System.clearProperty(MEMORY);
        }
    }

    private static void addTo(Tally tally, String line) {
        try {
            tally.add(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
