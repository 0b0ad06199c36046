package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;

/** A program that gets no more memory, descriptors or processes is told so, loses nothing of what it has, and goes on when there is more. */
class ScarcityTest {
    private static final String NOBODY = "65534";

    @TempDir
    Path sessions;

    @Test
    void fullMemoryIsToldAndNoMessageIsLost() throws Exception {
        Assumptions.assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", sessions.toString()), "mounting needs root");
        try (Program program = start(List.of(), "memory")) {
            assertThat(program.awaitLine("told")).contains("-Dmultiprocessing.dir");
            assertThat(program.awaitLine("outcomes")).contains("10");
            assertThat(program.awaitLine("taken")).endsWith(Integer.toString(3 << 20));
            goesOn(program);
        } finally {
            assertThat(runs("umount", "-l", sessions.toString())).isTrue();
        }
    }

    @Test
    void lackOfDescriptorsIsToldAndTheOthersGoOn() throws Exception {
        try (Program program = start(List.of("/bin/sh", "-c", "ulimit -n 60 && exec \"$@\"", "sh"), "processes")) {
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
        Assumptions.assumeTrue(runs(looks.toArray(String[]::new)), "not root, or others cannot read the classes");
        assertThat(runs("chown", NOBODY, sessions.toString())).isTrue();
        List<String> prefix = new ArrayList<>(asNobody);
        prefix.addAll(List.of("prlimit", "--nproc=220:220"));
        try (Program program = start(prefix, "processes")) {
            assertThat(program.awaitLine("told", Delays.LONGEST)).isNotEqualTo("null");
            othersGoOn(program);
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

    private Program start(List<String> prefix, String what) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Dmultiprocessing.dir=" + sessions,
                "-Dmultiprocessing.cache=off",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScarcityProgram.class.getName(), what));
        return Program.of(new ProcessBuilder(command).start());
    }

    private static Path ownClasses() throws Exception {
        return Path.of(ScarcityTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static boolean runs(String... command) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin", command[0])) && !Files.isExecutable(Path.of("/bin", command[0]))) {
            return false;
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }
}
