package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/** The standby JVMs of a program: when there are how many, what for, and that they are gone with it. */
@Tag("core")
class StandbyTest {
    private static final Duration ORPHAN_BOUND = Delays.within(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    @TempDir
    Path sessions;

    private Program start(String what, String... jvmArguments) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(jvmArguments));
        arguments.add("-Dstandby-program.folder=" + folder);
        return Program.start(sessions, arguments, StandbyProgram.class, what, folder.toString());
    }

    private List<String> run(String what, String... jvmArguments) throws Exception {
        try (Program program = start(what, jvmArguments)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            return program.output();
        }
    }

    private static List<ProcessHandle> announced(Program program) throws Exception {
        String pids = program.awaitLine("ready");
        List<ProcessHandle> standbys = Arrays.stream(
                        pids.substring(1, pids.length() - 1).split(", "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        return standbys;
    }

    /** None before the first start; then as many as there may be, each serving one process. */
    @Test
    void setFillsAfterTheFirstUse() throws Exception {
        assertThat(run("life"))
                .containsExactly(
                        "before 0",
                        "first-served false",
                        "active 0",
                        "second-served true",
                        "own-pid true",
                        "used-again false",
                        "bounded true");
    }

    @Test
    void limitIsAKnob() throws Exception {
        assertThat(run("life", "-Dmultiprocessing.standby=1")).contains("second-served true", "bounded true");
    }

    @Test
    void noneWhereNoneMayBe() throws Exception {
        assertThat(run("none", "-Dmultiprocessing.standby=0")).containsExactly("standbys 0");
    }

    /** And nothing was started. */
    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", "65", ""})
    void badLimitIsRefused(String limit) throws Exception {
        List<String> output = run("refused", "-Dmultiprocessing.standby=" + limit);
        assertThat(output).hasSize(3).contains("active 0", "ran false");
        assertThat(output.getFirst())
                .startsWith("refused ")
                .contains("-Dmultiprocessing.standby=" + limit)
                .contains("0 to 64");
    }

    /** Who kills waiting JVMs fails no process. */
    @Test
    void killedStandbysAreReplaced() throws Exception {
        assertThat(run("killed")).containsExactly("failed []", "refilled 2");
    }

    @Test
    void returningFromMainEndsThem() throws Exception {
        try (Program program = start("return")) {
            List<ProcessHandle> standbys = announced(program);
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(Unix.running(standbys)).isEmpty();
        }
        assertThat(sessions).isEmptyDirectory();
    }

    @Test
    void exitEndsThem() throws Exception {
        try (Program program = start("exit")) {
            List<ProcessHandle> standbys = announced(program);
            assertThat(program.awaitExit()).as("%s", program).isEqualTo(5);
            assertThat(Unix.running(standbys)).isEmpty();
        }
        assertThat(sessions).isEmptyDirectory();
    }

    @Test
    void theyDoNotOutliveAKilledProgram() throws Exception {
        try (Program program = start("wait")) {
            List<ProcessHandle> standbys = announced(program);
            assertThat(Unix.running(standbys)).hasSize(2);
            program.kill();
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(standbys));
        }
    }

    /** Not even where they can do nothing about it themselves. */
    @Test
    void stoppedOnesDoNotOutliveAKilledProgram() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "PR_SET_PDEATHSIG");
        Assumptions.assumeFalse(
                "portable".equals(System.getProperty("multiprocessing.os")), "no promise without system calls");
        try (Program program = start("wait")) {
            List<ProcessHandle> standbys = announced(program);
            Delays.pass(Delays.within(Duration.ofSeconds(1))); // they have booted, and asked the system
            for (ProcessHandle standby : standbys) {
                Unix.stop(standby.pid());
            }
            program.kill();
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(standbys));
        }
    }

    /** A JVM serves processes that ask for the same only: what one of them was given no other one sees. */
    @Test
    void eachServesItsKindOnly() throws Exception {
        assertThat(run("kinds")).containsExactly("seen [a, a, null, null, a]", "second true");
    }

    @Test
    void servedProcessIsItself() throws Exception {
        List<String> output = run("identity");
        assertThat(output).hasSize(3).first().isEqualTo("served true");
        assertThat(output.get(2).substring("told ".length()))
                .startsWith(output.get(1).substring("expected ".length()) + " ")
                .endsWith("main");
    }

    /** Output that the parent carries, of JVMs that were launched before anybody knew whose it is. */
    @Test
    void outputOfServedProcessesArrives() throws Exception {
        assertThat(run("output"))
                .containsExactlyInAnyOrder(
                        "tag tagged",
                        "lines [round-0, round-0-error, round-1, round-1-error, round-2, round-2-error]",
                        "served [false, true, true, true]");
    }

    /** Classes are initialised ahead, in standby JVMs only; one that cannot be, or that starts processes, does no harm. */
    @Test
    void defect11_preloadedClassesAreInitialisedAhead() throws Exception {
        assertThat(run("preload"))
                .containsExactly("served true", "value told", "initialised-here false", "active 0", "jvms true");
    }
}
