package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/** A program that gets no more memory, descriptors or processes is told so, loses nothing of what it has, and goes on when there is more. */
class ScarcityTest {
    private static final String NOBODY = "65534";

    @TempDir
    Path sessions;

    @Test
    void fullMemoryIsToldAndNoMessageIsLost() throws Exception {
        Assumptions.assumeTrue(
                Unix.succeeds("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", sessions.toString()),
                "mounting needs root");
        try (Program program = Program.start(sessions, ScarcityProgram.class, "memory")) {
            assertThat(program.awaitLine("told")).contains("-Dmultiprocessing.dir");
            assertThat(program.awaitLine("outcomes")).contains("10");
            assertThat(program.awaitLine("taken")).endsWith(Integer.toString(3 << 20));
            goesOn(program);
        } finally {
            assertThat(Unix.succeeds("umount", "-l", sessions.toString())).isTrue();
        }
    }

    @Test
    void lackOfDescriptorsIsToldAndTheOthersGoOn() throws Exception {
        try (Program program = Program.startBy(
                List.of("/bin/sh", "-c", "ulimit -n 60 && exec \"$@\"", "sh"),
                sessions,
                ScarcityProgram.class,
                "processes")) {
            assertThat(program.awaitLine("told", Delays.LONGEST)).contains("ulimit -n");
            othersGoOn(program);
        }
    }

    /** As another user, since the limit is not for root. */
    @Test
    void lackOfProcessesIsToldAndTheOthersGoOn() throws Exception {
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        List<String> looks = new ArrayList<>(asNobody);
        looks.addAll(List.of("ls", ownClasses().toString()));
        Assumptions.assumeTrue(
                Unix.succeeds(looks.toArray(String[]::new)), "not root, or others cannot read the classes");
        assertThat(Unix.succeeds("chown", NOBODY, sessions.toString())).isTrue();
        List<String> prefix = new ArrayList<>(asNobody);
        prefix.addAll(List.of("prlimit", "--nproc=220:220"));
        try (Program program = Program.startBy(prefix, sessions, ScarcityProgram.class, "processes")) {
            String told = program.awaitLine("told", Delays.LONGEST);
            othersGoOn(program);
            assertThat(told + program.errors()) // by the child, which begins and gets no thread, or where it is started
                    .containsAnyOf("unable to create native thread", "ulimit -u");
        }
    }

    private static void othersGoOn(Program program) throws Exception {
        assertThat(program.awaitLine("pool")).isEqualTo("1");
        goesOn(program);
        assertThat(program.output().stream().filter(line -> line.startsWith("exit")))
                .isNotEmpty()
                .containsOnly("exit 0");
    }

    private static void goesOn(Program program) throws Exception {
        assertThat(program.awaitLine("again")).isEqualTo("42");
        assertThat(program.awaitExit()).as("%s", program).isZero();
    }

    private static Path ownClasses() throws Exception {
        return Path.of(ScarcityTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
