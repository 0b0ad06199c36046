package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.joinAll;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Lines;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.process.ExitReport;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.Process.State;

/** How processes end, and what their parent learns of it: exit code, report, and where the last words went. */
@Tag("core")
public abstract class ProcessExitContract implements Contract {
    private static final long SMALL_HEAP = 24L << 20;

    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static ExitReport end(Process process) throws InterruptedException {
        assertThat(process.join(Delays.LONG)).as("ended").isTrue();
        ExitReport report = process.exitReport().orElseThrow();
        assertThat(process.exitCode()).hasValue(report.exitCode());
        assertThat(report.pid()).isEqualTo(process.pid());
        assertThat(report.name()).isEqualTo(process.name());
        return report;
    }

    /** Ends a process that does not end by itself. */
    private void stop(Process process) throws InterruptedException {
        if (has(Trait.KILL)) {
            process.kill();
        } else {
            process.terminate();
        }
        end(process);
    }

    private Process goes(Way way) {
        return context()
                .process(way::take, o -> o.withError(new Output.Discard()).withMaxHeapBytes(SMALL_HEAP))
                .start();
    }

    // ---- by its own will

    @Test
    void returningIsZero() throws Exception {
        ExitReport report = end(context().process(Jobs::nothing).start());
        assertThat(report.exitCode()).isZero();
        assertThat(report.signal()).isEmpty();
        assertThat(report.crashLog()).isEmpty();
        assertThat(report.errorTail()).isEmpty();
        assertThat(report.age()).isPositive();
    }

    /** CPython test_sys_exit. Codes above 128 are codes, and no signals, when the child chose them. */
    @Test
    void exitCodesArePassedOn() throws Exception {
        needs(Trait.EXIT);
        List<Integer> codes = List.of(0, 1, 2, 77, 127, 129, 134, 137, 139, 143, 255);
        List<Process> children = codes.stream()
                .map(code -> context().process(Jobs::exit, code).start())
                .toList();
        joinAll(children);
        assertThat(children.stream().map(child -> child.exitCode().orElse(-1000)))
                .isEqualTo(codes);
        assertThat(children)
                .allMatch(child -> child.exitReport().orElseThrow().signal().isEmpty());
    }

    @Test
    void haltPassesItsCodeOn() throws Exception {
        needs(Trait.EXIT);
        assertThat(end(context().process(Jobs::halt, 5).start()).exitCode()).isEqualTo(5);
    }

    /** CPython test_stderr_flush: the whole stack, under the name of the process. */
    @Test
    void exceptionIsOneAndItsStackIsPrinted() throws Exception {
        needs(Trait.JVM);
        Lines errors = new Lines();
        Process process = context()
                .process(() -> Jobs.fail("broken"), o -> o.withName("breaker").withError(errors.output()));
        ExitReport report = end(process.start());
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(errors.all())
                .startsWith("Process breaker:", "java.lang.IllegalStateException: broken")
                .anyMatch(line -> line.contains("Jobs.fail"))
                .contains("Caused by: java.io.IOException: the reason");
        assertThat(report.errorTail()).isEqualTo(errors.all());
        assertThat(report.toString()).contains("breaker", "code 1", "broken");
    }

    @Test
    void errorIsOneToo() throws Exception {
        needs(Trait.JVM);
        Process error = goes(Way.ERROR);
        Process stack = goes(Way.STACK);
        Process heap = goes(Way.HEAP);
        assertThat(end(error).exitCode()).isEqualTo(1);
        assertThat(end(error).errorTail()).contains("java.lang.AssertionError: " + Way.MESSAGE);
        assertThat(end(stack).exitCode()).isEqualTo(1);
        assertThat(end(stack).errorTail()).isNotEmpty();
        assertThat(end(heap).exitCode()).isEqualTo(1);
        assertThat(end(heap).errorTail()).anyMatch(line -> line.contains("OutOfMemoryError"));
    }

    /** CPython test_wait_for_threads. */
    @Test
    void threadsThatAreNoDaemonsAreWaitedFor() throws Exception {
        needs(Trait.JVM);
        Mark done = mark("done");
        Mark never = mark("never");
        Process process = context().process(Jobs::leaveThreads, done, never).start();
        assertThat(end(process).exitCode()).isZero();
        assertThat(done.isSet()).isTrue();
        assertThat(never.isSet()).isFalse();
    }

    // ---- by its parent's will

    /** CPython test_kill. */
    @Test
    void killIsMinusNine() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Mark hooked = mark("hooked");
        Process process = context().process(Jobs::withHook, started, hooked).start();
        started.await();
        process.kill();
        ExitReport report = end(process);
        assertThat(report.exitCode()).isEqualTo(-9);
        assertThat(report.signal()).contains("SIGKILL");
        assertThat(report.toString()).contains("SIGKILL");
        assertThat(hooked.isSet()).isFalse();
    }

    /** CPython test_terminate. */
    @Test
    void terminateIsMinusFifteenAndRunsHooks() throws Exception {
        needs(Trait.JVM);
        Mark started = mark("started");
        Mark hooked = mark("hooked");
        Process process = context().process(Jobs::withHook, started, hooked).start();
        started.await();
        process.terminate();
        ExitReport report = end(process);
        assertThat(report.exitCode()).isEqualTo(-15);
        assertThat(report.signal()).contains("SIGTERM");
        assertThat(hooked.isSet()).isTrue();
    }

    /** CPython test_atexit. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hooksRunAtEveryOrderlyEnd(boolean exits) throws Exception {
        needs(Trait.JVM);
        Mark hooked = mark("hooked");
        Process process = context()
                .process(() -> {
                    Jobs.addHook(hooked);
                    if (exits) {
                        System.exit(0);
                    }
                })
                .start();
        assertThat(end(process).exitCode()).isZero();
        assertThat(hooked.isSet()).isTrue();
    }

    /** CPython test_error_on_stdio_flush. */
    @Test
    void closedStreamsDoNotChangeTheExitCode() throws Exception {
        needs(Trait.JVM);
        Process process = context()
                .process(() -> {
                    System.out.close();
                    System.err.close();
                    System.out.println("to nobody");
                })
                .start();
        assertThat(end(process).exitCode()).isZero();
    }

    @Test
    void terminateEndsABusyLoop() throws Exception {
        needs(Trait.JVM);
        Mark started = mark("started");
        Process process = context()
                .process(() -> {
                    started.set();
                    Way.spin();
                })
                .start();
        started.await();
        process.terminate();
        assertThat(end(process).exitCode()).isEqualTo(-15);
    }

    /**
     * Whatever the child has got to by then: the JVM may not even have its signal handlers, or may fail to initialise itself
     * because of the signal, with exit code 1.
     */
    @Test
    void terminateAtAnyMomentOfTheStart() throws Exception {
        for (int millis = 0; millis <= 160; millis += millis >= 20 && millis < 50 ? 1 : 10) {
            Process process = context().process(Jobs::forEver).start();
            Delays.pass(Duration.ofMillis(millis));
            process.terminate();
            ExitReport report = end(process);
            assertThat(report.exitCode())
                    .as("terminated after %d ms: %s", millis, report)
                    .isEqualTo(-15);
        }
    }

    @Test
    void killAtAnyMomentOfTheStart() throws Exception {
        needs(Trait.KILL);
        for (int millis = 0; millis <= 160; millis += 40) {
            Process process = context().process(Jobs::forEver).start();
            Delays.pass(Duration.ofMillis(millis));
            process.kill();
            assertThat(end(process).exitCode()).as("killed after %d ms", millis).isEqualTo(-9);
        }
    }

    /** A child that hangs while it ends is killed like any other: the beginning of an orderly end is no end. */
    @Test
    void killWhileEndingIsMinusNine() throws Exception {
        needs(Trait.KILL);
        Mark started = mark("started");
        Mark hooked = mark("hooked");
        Process process =
                context().process(Jobs::withStuckHook, started, hooked).start();
        started.await();
        process.terminate();
        hooked.await();
        Delays.pass(Delays.SHORT); // other hooks run beside that one
        assertThat(process.isAlive()).isTrue();
        process.kill();
        ExitReport report = end(process);
        assertThat(report.exitCode()).isEqualTo(-9);
        assertThat(report.signal()).contains("SIGKILL");
    }

    @Test
    void endedProcessMayBeEndedAgain() throws Exception {
        needs(Trait.KILL);
        Process process = context().process(Jobs::nothing).start();
        end(process);
        process.terminate();
        process.kill();
        assertThat(end(process).exitCode()).isZero();
    }

    // ---- by others

    /** On Linux a child may ask to die with the thread that started it, so that must not be the caller's. */
    @Test
    void childOutlivesTheThreadThatStartedIt() throws Exception {
        needs(Trait.KILL);
        Process process = context().process(Jobs::forEver);
        Await.join("the thread that starts it", Thread.ofPlatform().start(process::start));
        assertThat(process.join(Duration.ofSeconds(1))).isFalse();
        process.kill();
        assertThat(end(process).exitCode()).isEqualTo(-9);
    }

    @Test
    void killByOthersIsMinusNine() throws Exception {
        needs(Trait.KILL);
        ExitReport report = end(goes(Way.SIGKILL));
        assertThat(report.exitCode()).isEqualTo(-9);
        assertThat(report.signal()).contains("SIGKILL");
    }

    @Test
    void otherSignalsAreNamed() throws Exception {
        needs(Trait.KILL);
        List<String> signals = List.of("ABRT", "FPE", "SEGV");
        List<Mark> marks = signals.stream().map(this::mark).toList();
        List<Process> children = marks.stream()
                .map(mark -> context()
                        .process(() -> Jobs.markAndWait(mark), o -> o.withError(new Output.Discard()))
                        .start())
                .toList();
        for (int i = 0; i < signals.size(); i++) {
            marks.get(i).await();
            Unix.signal(signals.get(i), children.get(i).pid());
            assertThat(end(children.get(i)).signal()).contains("SIG" + signals.get(i));
        }
        assertThat(children.stream().map(child -> child.exitCode().orElse(0))).containsExactly(-6, -8, -11);
    }

    /** The JVM's own handler ends it then, of which the process learns at its end. */
    @Test
    void terminationByOthersAtTheBeginningIsMinusFifteen() throws Exception {
        needs(Trait.JVM);
        Mark begun = mark("begun");
        Process process = context()
                .process(() -> {
                    begun.set();
                    Jobs.forEver();
                })
                .start();
        begun.await();
        Unix.signal("TERM", process.pid());
        assertThat(end(process).exitCode()).isEqualTo(-15);
    }

    /** A SIGTERM from outside, too, is no exit with code 143. */
    @Test
    void terminationByOthersIsMinusFifteen() throws Exception {
        needs(Trait.JVM);
        Mark settled = mark("settled");
        Process process = context()
                .process(() -> {
                    Delays.pass(Delays.within(Duration.ofSeconds(1)));
                    settled.set();
                    Jobs.forEver();
                })
                .start();
        settled.await();
        Unix.signal("TERM", process.pid());
        assertThat(end(process).exitCode()).isEqualTo(-15);
    }

    @Test
    void crashIsMinusElevenWithAReport() throws Exception {
        needs(Trait.KILL);
        ExitReport report = end(goes(Way.SEGV));
        assertThat(report.exitCode()).isEqualTo(-11);
        assertThat(report.signal()).contains("SIGSEGV");
        assertThat(report.crashLog()).isPresent();
        assertThat(report.crashLog().orElseThrow()).exists();
        assertThat(report.lastStack()).contains("Way.crash");
        assertThat(report.toString()).contains("SIGSEGV", "Way.crash", "hs_err");
    }

    @Test
    void stoppedProcessIsAliveAndCanBeKilled() throws Exception {
        needs(Trait.KILL);
        Process process = goes(Way.STOP);
        Await.until("the child is stopped", () -> Unix.isStopped(process.pid()));
        assertThat(process.isAlive()).isTrue();
        assertThat(process.join(Delays.SHORT)).isFalse();
        process.kill();
        assertThat(end(process).exitCode()).isEqualTo(-9);
    }

    // ---- waiting

    /** CPython test_terminate and test_kill: join(0) and join(-1) return at once. */
    @Test
    void joinWithoutTimeDoesNotWait() throws Exception {
        Process process = context().process(Jobs::forEver).start();
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            long begin = System.nanoTime();
            assertThat(process.join(none)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.SMALL);
        }
        stop(process);
        assertThat(process.join(Duration.ZERO)).isTrue();
        assertThat(process.join(Duration.ofSeconds(-1))).isTrue();
        assertThat(process.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void joinGivesUpAfterItsTime() throws Exception {
        Process process = context().process(Jobs::forEver).start();
        long begin = System.nanoTime();
        assertThat(process.join(Delays.SHORT)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Delays.SHORT);
        stop(process);
    }

    @Test
    void interruptEndsTheWaitAndNotTheProcess() throws Exception {
        Process process = context().process(Jobs::forEver).start();
        Thread.currentThread().interrupt();
        assertThatThrownBy(process::join).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> process.join(Delays.LONG)).isInstanceOf(InterruptedException.class);
        assertThat(process.isAlive()).isTrue();
        stop(process);
    }

    @Test
    void closeWaits() throws Exception {
        needs(Trait.JVM);
        Mark done = mark("done");
        Process process = context().process(Jobs::leaveThreads, done, mark("never"));
        try (process) {
            process.start();
        }
        assertThat(done.isSet()).isTrue();
        assertThat(process.state()).isEqualTo(State.CLOSED);
        assertThat(process.exitCode()).hasValue(0);
    }

    @Test
    void interruptedCloseKills() throws Exception {
        needs(Trait.KILL);
        Process process = context().process(Jobs::forEver).start();
        Thread.currentThread().interrupt();
        process.close();
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(process.state()).isEqualTo(State.CLOSED);
        assertThat(process.exitCode()).hasValue(-9);
    }

    /** Ended means gone: everything that tells of the end agrees, whoever is asked first. */
    @Test
    void onExitAgreesWithTheRest() throws Exception {
        needs(Trait.EXIT);
        Process process = context().process(Jobs::exit, 3).start();
        CompletableFuture<ExitReport> cancelled = process.onExit();
        assertThat(cancelled.cancel(true)).isTrue();
        CompletableFuture<Stream<Object>> seen = process.onExit()
                .thenApply(report -> Stream.of(
                        report.exitCode(),
                        process.exitCode().orElse(-1),
                        process.state(),
                        process.isAlive(),
                        process.toHandle().orElseThrow().isAlive()));
        assertThat(seen.get()).containsExactly(3, 3, State.ENDED, false, false);
        assertThat(process.onExit()).isCompleted();
    }

    // ---- what it said

    /** All that a child wrote arrives, also what has no end of line, and however it ends. */
    @Test
    void outputArrivesWhole() throws Exception {
        needs(Trait.JVM);
        int many = 20_000;
        Lines output = new Lines();
        Process process = context().process(() -> Jobs.write(many), o -> o.withOutput(output.output()));
        assertThat(end(process.start()).exitCode()).isZero();
        Await.equal("all lines", many + 1, () -> output.all().size());
        assertThat(output.all()).startsWith("line 0", "line 1").endsWith("line " + (many - 1), "the last");
    }

    /** What a child says while it ends, because it was asked to, is heard. */
    @Test
    void lastWordsOfATerminatedChildArrive() throws Exception {
        needs(Trait.JVM);
        Mark started = mark("started");
        Lines output = new Lines();
        Lines errors = new Lines();
        Process process = context()
                .process(
                        () -> Jobs.withLastWords(started),
                        o -> o.withOutput(output.output()).withError(errors.output()));
        process.start();
        started.await();
        process.terminate();
        ExitReport report = end(process);
        assertThat(report.exitCode()).isEqualTo(-15);
        Await.equal("standard output", List.of("goodbye"), output::all);
        Await.equal("standard error", List.of("last words"), errors::all);
        assertThat(report.errorTail()).containsExactly("last words");
    }

    /** The report has the last words of a child even if nobody wanted to hear them. */
    @Test
    void reportKeepsTheLastErrors() throws Exception {
        needs(Trait.JVM);
        Process process = context().process(() -> Jobs.writeErrors(1_000), o -> o.withError(new Output.Discard()));
        List<String> tail = end(process.start()).errorTail();
        assertThat(tail).hasSizeBetween(5, 100).endsWith("error 998", "error 999");
    }

    /** The JDK tells of the end by that pool, which belongs to the program. */
    @Test
    void endIsNoticedWhileTheCommonPoolIsBlocked() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try {
            for (int i = 0; i < 2 * ForkJoinPool.commonPool().getParallelism() + 2; i++) {
                ForkJoinPool.commonPool().execute(() -> block(over));
            }
            Process process = context().process(Jobs::nothing).start();
            assertThat(process.join(Delays.LONG)).isTrue();
            assertThat(process.exitCode()).hasValue(0);
        } finally {
            over.countDown();
        }
    }

    private static void block(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
