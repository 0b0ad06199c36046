package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.currentProcess;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action2;

/** What a parent says to a running child: to interrupt what it does, and to end. */
@Tag("core")
public abstract class ProcessMessageContract implements Contract {
    /** An interrupt arrives at once; a busy machine needs a moment more. */
    private static final Duration SOON = Delays.within(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.join(Delays.LONG)).as("ended").isTrue();
        return process.exitCode().orElseThrow();
    }

    // ---- interrupt

    /** CPython test_interrupt: and the process may go on after that. */
    @Test
    void interruptEndsAWait() throws Exception {
        Mark interrupted = interruptIsSeen(Talks::waitForInterrupt, Duration.ZERO);
        assertThat(interrupted.text()).isEqualTo("flag false");
    }

    @Test
    void interruptShowsInTheFlag() throws Exception {
        var _ = interruptIsSeen(Talks::computeUntilInterrupt, Duration.ZERO);
    }

    /** The same once the process has run so long that it listens in another way. */
    @Test
    void interruptReachesASettledProcess() throws Exception {
        var _ = interruptIsSeen(Talks::waitForInterrupt, Delays.within(Duration.ofSeconds(1)));
    }

    private Mark interruptIsSeen(Action2<Mark, Mark> target, Duration age) throws Exception {
        Mark started = mark("started");
        Mark interrupted = mark("interrupted");
        Process process = context().process(target, started, interrupted).start();
        started.await();
        Delays.pass(age);
        process.interrupt();
        Await.until("the interrupt", SOON, interrupted::isSet);
        assertThat(end(process)).isZero();
        return interrupted;
    }

    /** CPython: KeyboardInterrupt that nobody catches is exit code 1. */
    @Test
    void interruptThatNobodyCatchesIsOne() throws Exception {
        Mark started = mark("started");
        Process process = context()
                .process(() -> Jobs.markAndWait(started), o -> o.withError(new Output.Discard()))
                .start();
        started.await();
        process.interrupt();
        assertThat(end(process)).isEqualTo(1);
        if (has(Trait.JVM)) {
            assertThat(process.exitReport().orElseThrow().errorTail())
                    .contains("Process " + process.name() + ":", "java.lang.InterruptedException");
        }
    }

    /** Whatever the child has got to: an interrupt is for the target, and is not lost, nor taken by what comes before it. */
    @Test
    void interruptAtAnyMomentOfTheStart() throws Exception {
        for (int millis = 0; millis <= 120; millis += 10) {
            Mark interrupted = mark("interrupted-" + millis);
            Process process = context()
                    .process(Talks::waitForInterrupt, mark("started-" + millis), interrupted)
                    .start();
            Delays.pass(Duration.ofMillis(millis));
            process.interrupt();
            assertThat(process.join(Delays.LONG))
                    .as("ended after an interrupt at %d ms", millis)
                    .isTrue();
            assertThat(process.exitCode())
                    .as("interrupted after %d ms: %s", millis, process.exitReport())
                    .hasValue(has(Trait.JVM) || interrupted.isSet() ? 0 : 1);
        }
    }

    @Test
    void endedProcessMayBeInterrupted() throws Exception {
        Process process = context().process(Jobs::nothing).start();
        assertThat(end(process)).isZero();
        process.interrupt();
        assertThat(end(process)).isZero();
    }

    // ---- onTerminate

    /** In the order in which they were added; one that fails stops no other. */
    @Test
    void actionsRunWhenTerminated() throws Exception {
        Mark started = mark("started");
        Tally tally = Tally.in(folder, "actions");
        Process process = context()
                .process(() -> Talks.withActions(started, tally), o -> o.withError(new Output.Discard()))
                .start();
        started.await();
        process.terminate();
        assertThat(end(process)).isEqualTo(-15);
        assertThat(tally.lines()).first().isEqualTo("first");
        assertThat(tally.lines()).hasSize(2).last().asString().startsWith("last in ");
        if (has(Trait.JVM)) {
            assertThat(tally.lines()).contains("last in " + process.name());
            assertThat(String.join("\n", process.exitReport().orElseThrow().errorTail()))
                    .contains("the third fails");
        }
    }

    /** To be told twice is no reason to do it twice. */
    @Test
    void actionsRunOnce() throws Exception {
        Mark started = mark("started");
        Tally tally = Tally.in(folder, "actions");
        Process process = context()
                .process(() -> Talks.withActions(started, tally), o -> o.withError(new Output.Discard()))
                .start();
        started.await();
        process.terminate();
        process.terminate();
        assertThat(end(process)).isEqualTo(-15);
        assertThat(tally.count()).isEqualTo(2);
    }

    @Test
    void actionsRunForASignalFromOutside() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Tally tally = Tally.in(folder, "actions");
        Process process = context()
                .process(() -> Talks.withActions(started, tally), o -> o.withError(new Output.Discard()))
                .start();
        started.await();
        Unix.signal("TERM", process.pid());
        assertThat(end(process)).isEqualTo(-15);
        assertThat(tally.lines()).containsExactly("first", "last in " + process.name());
    }

    @Test
    void killedProcessRunsNoActions() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Tally tally = Tally.in(folder, "actions");
        Process process = context().process(Talks::withActions, started, tally).start();
        started.await();
        process.kill();
        assertThat(end(process)).isEqualTo(-9);
        assertThat(tally.lines()).isEmpty();
    }

    @Test
    void actionsDoNotRunAtANormalEnd() throws Exception {
        Tally tally = Tally.in(folder, "actions");
        Process process = context().process(Talks::withActionsToEnd, tally).start();
        assertThat(end(process)).isZero();
        assertThat(tally.lines()).isEmpty();
    }

    @Test
    void actionsAreForTheProcessItself() throws Exception {
        Process self = currentProcess();
        assertThatThrownBy(() -> self.onTerminate(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("main process")
                .hasMessageContaining("shutdown hook");
        Mark go = mark("go");
        Process process = context().process(Jobs::waitFor, go).start();
        assertThatThrownBy(() -> process.onTerminate(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(process.name());
        go.set();
        assertThat(end(process)).isZero();
    }
}
