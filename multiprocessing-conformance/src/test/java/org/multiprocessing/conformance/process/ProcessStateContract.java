package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.currentProcess;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.Process.State;

/** What each method does in each state, and that misuse is told in words. */
public abstract class ProcessStateContract implements Contract {
    @TempDir
    Path folder;

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .message()
                .contains(words);
    }

    private static List<ThrowingCallable> waitingAndEnding(Process process) {
        return List.of(
                process::join,
                () -> process.join(Delays.SHORT),
                process::terminate,
                process::kill,
                process::interrupt,
                process::onExit);
    }

    @Test
    void newProcess() {
        Process process = context().process(Jobs::nothing);
        assertThat(process.state()).isEqualTo(State.NEW);
        for (ThrowingCallable call : waitingAndEnding(process)) {
            refused(call, process.name(), "start");
        }
        refused(process::pid, process.name(), "start");
        refused(() -> process.onTerminate(() -> {}), process.name(), "not the running one");
        assertThat(process.toHandle()).isEmpty();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.isReady()).isFalse();
        assertThat(process.isDaemon()).isFalse();
        assertThat(process.exitCode()).isEmpty();
        assertThat(process.exitReport()).isEmpty();
        assertThat(process.toString()).contains(process.name(), "NEW");

        process.close();
        assertThat(process.state()).isEqualTo(State.CLOSED);
        refused(process::start, process.name(), "closed");
        assertThat(process.isReady()).isTrue();
        assertThat(process.toHandle()).isEmpty();
        assertThat(process.exitReport()).isEmpty();
    }

    @Test
    void runningProcess() throws Exception {
        Mark go = Mark.in(folder, "go");
        Process process = context().process(Jobs::waitFor, go).start();
        assertThat(process.state()).isEqualTo(State.RUNNING);
        refused(process::start, process.name(), "before");
        refused(() -> process.onTerminate(() -> {}), process.name(), "not the running one");
        assertThat(process.join(Delays.SHORT)).isFalse();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.isReady()).isFalse();
        assertThat(process.isDaemon()).isFalse();
        assertThat(process.toHandle().orElseThrow().pid()).isEqualTo(process.pid());
        assertThat(process.exitCode()).isEmpty();
        assertThat(process.exitReport()).isEmpty();
        assertThat(process.onExit()).isNotDone();
        assertThat(process.toString()).contains(process.name(), "RUNNING", Long.toString(process.pid()));
        go.set();
        process.join();
    }

    @Test
    void endedProcess() throws Exception {
        needs(Trait.EXIT);
        Process process = context().process(Jobs::exit, 6).start();
        process.join();
        assertThat(process.state()).isEqualTo(State.ENDED);
        refused(process::start, process.name(), "before");
        refused(() -> process.onTerminate(() -> {}), process.name(), "not the running one");
        assertThat(process.isAlive()).isFalse();
        assertThat(process.isReady()).isTrue();
        assertThat(process.isDaemon()).isFalse();
        assertThat(process.pid()).isPositive();
        assertThat(process.toHandle().orElseThrow().pid()).isEqualTo(process.pid());
        assertThat(process.exitReport().orElseThrow().exitCode()).isEqualTo(6);
        assertThat(process.exitCode()).hasValue(6);
        assertThat(process.toString()).contains(process.name(), "ENDED", "6");
        for (ThrowingCallable call : waitingAndEnding(process)) {
            call(call);
        }
        assertThat(process.exitCode()).hasValue(6);
    }

    /** CPython test_close, but that close waits here. */
    @Test
    void closedProcess() throws Exception {
        needs(Trait.EXIT);
        Process process = context().process(Jobs::exit, 7).start();
        process.close();
        process.close();
        assertThat(process.state()).isEqualTo(State.CLOSED);
        for (ThrowingCallable call : waitingAndEnding(process)) {
            refused(call, process.name(), "closed");
        }
        refused(process::start, process.name(), "closed");
        refused(() -> process.onTerminate(() -> {}), process.name(), "not the running one");
        assertThat(process.isAlive()).isFalse();
        assertThat(process.isReady()).isTrue();
        assertThat(process.isDaemon()).isFalse();
        assertThat(process.pid()).isPositive();
        assertThat(process.toHandle().orElseThrow().pid()).isEqualTo(process.pid());
        assertThat(process.exitReport().orElseThrow().exitCode()).isEqualTo(7);
        assertThat(process.exitCode()).hasValue(7);
        assertThat(process.toString()).contains(process.name(), "CLOSED");
    }

    @Test
    void currentProcessIsNobodysToWaitFor() {
        Process self = currentProcess();
        assertThat(self.state()).isEqualTo(State.RUNNING);
        for (ThrowingCallable call : waitingAndEnding(self)) {
            refused(call, self.name(), "this process itself");
        }
        refused(self::start, self.name());
        self.close();
        assertThat(self.state()).isEqualTo(State.RUNNING);
        refused(() -> self.onTerminate(() -> {}), "MainProcess", "shutdown hook");
        assertThat(self.isReady()).isFalse();
        assertThat(self.isDaemon()).isFalse();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.toHandle()).contains(ProcessHandle.current());
        assertThat(self.exitCode()).isEmpty();
        assertThat(self.exitReport()).isEmpty();
        assertThat(self.toString()).contains("MainProcess", "RUNNING", Long.toString(self.pid()));
    }

    /** The row of the process that is the current one, in a child. */
    @Test
    void currentProcessInAChild() throws Exception {
        Mark told = Mark.in(folder, "told");
        Process process = context().process(Jobs::tellCells, told, false).start();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        String name = process.name();
        String pid = Long.toString(process.pid());
        assertThat(told.text().lines().toList())
                .as("%s", told.text())
                .hasSize(20)
                .anyMatch(line -> line.startsWith("start: refused: process " + name))
                .filteredOn(line -> !line.startsWith("start: "))
                .allSatisfy(line -> {
                    String method = line.substring(0, line.indexOf(':'));
                    String answer = line.substring(line.indexOf(": ") + 2);
                    switch (method) {
                        case "join", "joinTimeout", "terminate", "kill", "interrupt", "onExit" ->
                            assertThat(answer).startsWith("refused: ").contains(name, "this process itself");
                        case "isAlive" -> assertThat(answer).isEqualTo("true");
                        case "isReady", "isDaemon" -> assertThat(answer).isEqualTo("false");
                        case "exitCode" -> assertThat(answer).isEqualTo("OptionalInt.empty");
                        case "exitReport" -> assertThat(answer).isEqualTo("Optional.empty");
                        case "pid" -> assertThat(answer).isEqualTo(pid);
                        case "toHandle" -> assertThat(answer).isEqualTo("Optional[" + pid + "]");
                        case "onTerminate", "close" -> assertThat(answer).isEqualTo("done");
                        case "name" -> assertThat(answer).isEqualTo(name);
                        case "state", "stateAfterClose" -> assertThat(answer).isEqualTo("RUNNING");
                        case "toString" -> assertThat(answer).contains(name, pid, "RUNNING");
                        default -> throw new AssertionError(method);
                    }
                });
    }

    /** The row of the parent, as its child sees it. */
    @Test
    void parentProcessInAChild() throws Exception {
        needs(Trait.JVM);
        Mark told = Mark.in(folder, "told");
        Process process = context().process(Jobs::tellCells, told, true).start();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(told.text().lines().toList())
                .as("%s", told.text())
                .hasSize(20)
                .filteredOn(line -> !line.startsWith("join: ")) // would wait for ever; see below
                .allSatisfy(line -> {
                    String method = line.substring(0, line.indexOf(':'));
                    String answer = line.substring(line.indexOf(": ") + 2);
                    switch (method) {
                        case "terminate", "kill", "interrupt" ->
                            assertThat(answer).startsWith("refused: ").contains("MainProcess", "parent", method);
                        case "start", "onExit", "onTerminate" ->
                            assertThat(answer).startsWith("refused: ").contains("MainProcess");
                        case "isAlive" -> assertThat(answer).isEqualTo("true");
                        case "joinTimeout", "isReady", "isDaemon" ->
                            assertThat(answer).isEqualTo("false");
                        case "exitCode" -> assertThat(answer).isEqualTo("OptionalInt.empty");
                        case "exitReport" -> assertThat(answer).isEqualTo("Optional.empty");
                        case "pid" -> assertThat(answer).isEqualTo(pid);
                        case "toHandle" -> assertThat(answer).isEqualTo("Optional[" + pid + "]");
                        case "close" -> assertThat(answer).isEqualTo("done");
                        case "name" -> assertThat(answer).isEqualTo("MainProcess");
                        case "state", "stateAfterClose" -> assertThat(answer).isEqualTo("RUNNING");
                        case "toString" -> assertThat(answer).contains("MainProcess", pid, "RUNNING");
                        default -> throw new AssertionError(method);
                    }
                });
        assertThat(told.text()).contains("join: java.lang.InterruptedException");
    }

    /** A start that was refused leaves the process as it was: what it captures may be mended. */
    @Test
    void refusedStartMayBeRepeated() throws Exception {
        needs(Trait.COPY);
        List<Object> captured = new java.util.ArrayList<>(List.of(Thread.currentThread()));
        Process process = context().process(Jobs::one, Mark.in(folder, "done"), captured);
        assertThatThrownBy(process::start).isInstanceOf(IllegalArgumentException.class);
        assertThat(process.state()).isEqualTo(State.NEW);
        captured.clear();
        process.start().join();
        assertThat(process.exitCode()).hasValue(0);
    }

    private static void call(ThrowingCallable call) {
        try {
            call.call();
        } catch (Throwable e) {
            throw new AssertionError("refused in a state that allows it", e);
        }
    }
}
