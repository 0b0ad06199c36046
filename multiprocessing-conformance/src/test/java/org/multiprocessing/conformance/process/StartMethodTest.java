package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** The default start method, contexts, and the log: what a program sets for itself and for its children. */
class StartMethodTest {
    @TempDir
    Path sessions;

    private List<String> run(String... arguments) throws Exception {
        try (Program program = Program.start(sessions, StartMethodProgram.class, arguments)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            return program.output();
        }
    }

    private List<String> errors(String... arguments) throws Exception {
        try (Program program = Program.start(sessions, StartMethodProgram.class, arguments)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            return program.errors();
        }
    }

    /** CPython test_set_get: once, or with force. */
    @Test
    void startMethodIsSetOnce() throws Exception {
        List<String> said = run("set");
        assertThat(said).hasSize(6).startsWith("forkserver", "spawn").element(3).isEqualTo("spawn");
        assertThat(said.get(2))
                .startsWith("refused: ")
                .contains("spawn already", "setStartMethod", "replaceStartMethod(THREADS)", "context(THREADS)");
        assertThat(said.get(4)).isEqualTo("fork");
        assertThat(said.get(5)).startsWith("refused: ").contains("fork already");
    }

    @Test
    void explicitContextsDoNotFixTheDefault() throws Exception {
        assertThat(run("used")).containsExactly("free until used");
    }

    @Test
    void firstStartByTheDefaultFixesIt() throws Exception {
        assertThat(run("started"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("refused: ")
                .contains("forkserver already", "process was started", "replaceStartMethod(SPAWN)");
    }

    /** CPython: a child starts its own children as it was started. */
    @ParameterizedTest
    @CsvSource({"SPAWN,FORK", "FORKSERVER,SPAWN", "FORK,FORKSERVER"})
    void childrenStartAsTheyWereStarted(String set, String context) throws Exception {
        String first = StartMethod.valueOf(set).toString();
        String second = StartMethod.valueOf(context).toString();
        assertThat(run("child", set, context)).containsExactly(first, "below " + first, second, "below " + second);
    }

    @Test
    void noStartMethodIsRefused() {
        assertThatThrownBy(() -> Multiprocessing.context(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("start method");
        StartMethod before = Multiprocessing.startMethod();
        assertThatThrownBy(() -> Multiprocessing.replaceStartMethod(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("start method");
        assertThat(Multiprocessing.startMethod()).isEqualTo(before);
        assertThatThrownBy(() -> ProcessOptions.defaults().withStartMethod(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("start method");
    }

    @Test
    void unknownStartMethodIsRefused() {
        assertThatThrownBy(() -> StartMethod.valueOf("CLONE")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contextsKnowTheirStartMethod() {
        assertThat(Multiprocessing.startMethods()).containsExactlyInAnyOrder(StartMethod.values());
        for (StartMethod method : StartMethod.values()) {
            assertThat(Multiprocessing.context(method).startMethod()).isEqualTo(method);
            assertThat(Multiprocessing.context(method)).isEqualTo(Multiprocessing.context(method));
        }
    }

    /** What the options say comes before what the context says. */
    @Test
    void optionsMaySayOtherwise() throws Exception {
        Process thread = Multiprocessing.context(StartMethod.SPAWN)
                .process(Jobs::nothing, o -> o.withStartMethod(StartMethod.THREADS))
                .start();
        thread.join();
        assertThat(thread.pid()).isEqualTo(ProcessHandle.current().pid());
        Process process = Multiprocessing.context(StartMethod.THREADS)
                .process(Jobs::nothing, o -> o.withStartMethod(StartMethod.SPAWN))
                .start();
        process.join();
        assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    /** CPython test_mixed_startmethod, where it is refused. */
    @ParameterizedTest
    @CsvSource({"FORKSERVER, SPAWN", "SPAWN, FORK", "FORK, FORKSERVER", "FORKSERVER, THREADS"})
    void whatOneContextMakesServesProcessesOfAnother(StartMethod making, StartMethod using) throws Exception {
        Context made = Multiprocessing.context(making);
        Lock lock = made.lock();
        Queue<String> queue = made.queue();
        IntValue count = made.intValue(0);
        lock.lock();
        Process process = Multiprocessing.context(using)
                .process(() -> {
                    queue.put("waits");
                    try (Held _ = lock.hold()) {
                        count.set(count.get() + 1);
                    }
                })
                .start();
        assertThat(queue.poll(Delays.LONG)).isEqualTo("waits");
        assertThat(count.get()).isZero();
        lock.unlock();
        assertThat(process.join(Delays.LONG)).isTrue();
        assertThat(count.get()).isEqualTo(1);
        lock.free();
        queue.free();
        count.free();
    }

    // ---- the log

    /** Warnings and above are the system logger's business; steps in a process's life are not worth its stream. */
    @Test
    void nothingIsLoggedOfANormalLife() throws Exception {
        try (Program program = Program.start(sessions, StartMethodProgram.class, "child", "FORKSERVER", "SPAWN")) {
            assertThat(program.awaitExit()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }

    /** CPython test_log_to_stderr: each line with its level and its process, of the parent and of its children. */
    @Test
    void logNamesTheProcess() throws Exception {
        List<String> errors = errors("log", "INFO");
        assertThat(errors)
                .anyMatch(line -> line.matches("\\[INFO/MainProcess] started process Process-1, pid \\d+"))
                .anyMatch(line -> line.startsWith("[INFO/Process-1] "))
                .anyMatch(line -> line.matches("\\[INFO/MainProcess] process Process-1 .*(ended|exited with code 0).*"))
                .contains("[INFO/Process-1] said at info", "[WARNING/Process-1] said at warning")
                .contains("[INFO/MainProcess] said at info", "[WARNING/MainProcess] said at warning")
                .contains("[ERROR/Process-1] said at error", "java.lang.IllegalStateException: the cause")
                .noneMatch(line -> line.contains("debug"));
    }

    @Test
    void logIsFilteredByLevel() throws Exception {
        assertThat(errors("log", "ERROR"))
                .contains("[ERROR/Process-1] said at error", "[ERROR/MainProcess] said at error")
                .noneMatch(line -> line.startsWith("[INFO/") || line.startsWith("[WARNING/"));
        assertThat(errors("log", "DEBUG"))
                .contains("[DEBUG/Process-1] said at debug", "[DEBUG/MainProcess] said at debug");
        assertThat(errors("log", "OFF")).isEmpty();
    }
}
