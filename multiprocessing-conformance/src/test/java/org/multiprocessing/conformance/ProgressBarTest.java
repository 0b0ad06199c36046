package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.pool.ProgressProgram;
import org.multiprocessing.conformance.support.Program;

/** The bar that {@code withProgress()} draws on a terminal, and nowhere else. */
class ProgressBarTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path folder;

    @Test
    void nothingIsWrittenToAPipe() throws Exception {
        try (Program program = Program.start(folder, ProgressProgram.class)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(program.errors()).isEmpty();
            assertThat(program.output()).containsExactly("done");
        }
    }

    /** The util-linux program {@code script} runs a command on a terminal of its own, and passes on what that shows. */
    private Program onATerminal(String redirection) throws Exception {
        assumeThat(SCRIPT).as("gives a terminal").exists();
        String command = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmultiprocessing.dir=" + folder,
                "-Dmultiprocessing.cache=off",
                "--enable-native-access=ALL-UNNAMED",
                ProgressProgram.class.getName(),
                redirection);
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TERM", "xterm");
        return Program.of(builder.redirectInput(Path.of("/dev/null").toFile()).start());
    }

    @Test
    void barGrowsOnATerminal() throws Exception {
        try (Program program = onATerminal("")) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            List<String> shown = program.output();
            assertThat(shown)
                    .as("the end stands, and what follows begins a line")
                    .contains("done");
            String all = String.join("\n", shown);
            assertThat(all).contains("ProgressProgram.slowly 100% [########################] 12/12");
            assertThat(all).containsPattern("\\d+% \\[#*\\.+\\] \\d+/12, 00:0\\d, 00:0\\d left");
        }
    }

    /** Standard error decides, not where the other streams go. */
    @Test
    void barFollowsStandardErrorOnly() throws Exception {
        Path errors = folder.resolve("errors.txt");
        try (Program program = onATerminal("2>" + errors)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(Files.readString(errors)).isEmpty();
            assertThat(program.output()).containsExactly("done");
        }
        Path output = folder.resolve("output.txt");
        try (Program program = onATerminal(">" + output)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(Files.readString(output)).isEqualTo("done\n");
            assertThat(String.join("\n", program.output())).contains("100%");
        }
    }
}
