package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.multiprocessing.Multiprocessing.activeChildren;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerCrashed;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.pool.WorkerOutOfMemory;
import org.multiprocessing.process.Output;

/** One function, one process, one result, one budget. */
public abstract class CallContract implements Contract {
    @TempDir
    Path folder;

    private Object takes(Way way) throws InterruptedException {
        return context()
                .call(
                        () -> {
                            way.take();
                            return null;
                        },
                        o -> o.withTimeout(Delays.MEDIUM)
                                .withMaxHeapBytes(24L << 20)
                                .withProcess(p -> p.withError(new Output.Discard())));
    }

    @Test
    void callReturnsTheResult() throws Exception {
        int captured = 4;
        assertThat(context().call(() -> captured + 1)).isEqualTo(5);
        assertThat(context().call(Work::workerPid))
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(context().<Object>call(() -> null)).isNull();
    }

    @Test
    void failuresAreTyped() {
        assertThatThrownBy(() -> context().call(() -> Work.fail("broken")))
                .isInstanceOf(TaskFailed.class)
                .cause()
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> takes(Way.EXIT)).isInstanceOf(WorkerExited.class);
        assertThatThrownBy(() -> takes(Way.SIGKILL)).isInstanceOf(WorkerKilled.class);
        assertThatThrownBy(() -> takes(Way.SEGV)).isInstanceOf(WorkerCrashed.class);
        assertThatThrownBy(() -> takes(Way.HEAP)).isInstanceOf(WorkerOutOfMemory.class);
    }

    /** The start of the process is not the function's time. */
    @Test
    void timeLimitIsTheFunctionsOwn() throws Exception {
        TaskTimedOut late = catchThrowableOfType(
                TaskTimedOut.class, () -> context().call(() -> Work.spinHere(1), o -> o.withTimeout(Delays.SMALL)));
        assertThat(late.stuckStack()).contains("Work.spinHere");
        assertThat(context().call(() -> 5, o -> o.withTimeout(Duration.ofMillis(50))))
                .isEqualTo(5);
        assertThat(context()
                        .call(
                                Work::untilInterrupted,
                                o -> o.withTimeout(Delays.LONG).withGrace(Delays.LONG.minus(Delays.SHORT))))
                .isEqualTo("interrupted");
    }

    @Test
    void processOptionsAreTaken() throws Exception {
        assertThat(context()
                        .call(
                                () -> System.getProperty("called"),
                                o -> o.withProcess(p -> p.withSystemProperty("called", "yes"))))
                .isEqualTo("yes");
        assertThatThrownBy(() -> context()
                        .call(
                                () -> 1,
                                o -> o.withProcess(p ->
                                        p.withJvmArguments("-XX:NoSuchOption").withError(new Output.Discard()))))
                .isInstanceOf(TaskException.class)
                .hasMessageContaining("NoSuchOption");
    }

    @Test
    void functionThatCannotTravelIsRefused() {
        Thread thread = Thread.currentThread();
        assertThatThrownBy(() -> context().call(thread::getName)).isInstanceOf(TaskNotSerializable.class);
    }

    @Test
    void interruptKillsTheProcess() throws Exception {
        Mark started = Mark.in(folder, "started");
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
        assertThatThrownBy(() -> context().call(() -> {
                    Work.markAndSpin(started);
                    return 1;
                }))
                .isInstanceOf(InterruptedException.class);
        interrupter.join();
        Await.equal("no child is left", List.of(), () -> activeChildren());
    }

    /** Would catch that the interrupt closes a file in which the pool is being made. */
    @Test
    void interruptBeforeTheCallEndsItLikewise() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> context().call(() -> 1)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> context().call(() -> 1, o -> o.withTimeout(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> context().call(() -> 1, o -> o.withMaxHeapBytes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
