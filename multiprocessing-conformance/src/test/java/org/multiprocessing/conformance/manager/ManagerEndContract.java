package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/** A manager that the program never closes ends with the program, however that ends, and so does what its server has started. */
@Tag("core")
public abstract class ManagerEndContract implements Contract {
    /** What the library promises: no orphan lives longer. */
    private static final Duration ORPHAN_BOUND = Delays.within(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    /** Where the programs' sessions live. */
    @TempDir
    Path sessions;

    private Program program;
    private List<ProcessHandle> tree;

    /** Starts a program that is about to end in some way. */
    private void start(String end, Path address) throws Exception {
        program = Program.start(
                sessions,
                ForgetfulManagerProgram.class,
                end,
                address == null ? "" : address.toString(),
                method().name());
        long server = Long.parseLong(program.awaitLine("server"));
        tree = program.descendants();
        assertThat(tree).extracting(ProcessHandle::pid).contains(server);
        assertThat(tree.stream()
                        .filter(process -> process.parent().orElseThrow().pid() == server))
                .as("the pool's worker")
                .isNotEmpty();
    }

    @AfterEach
    void end() {
        program.close();
    }

    private List<Path> sessionFolders() throws IOException {
        try (Stream<Path> files = Files.list(sessions)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"return, 0", "throw, 1", "exit, 7"})
    void itEndsWithAProgramThatEndsInOrder(String end, int exitCode) throws Exception {
        Path file = folder.resolve("address");
        start(end, file);
        program.write("\n");
        assertThat(program.awaitExit()).as("%s", program).isEqualTo(exitCode);
        Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(tree));
        assertThat(sessionFolders()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void itEndsWithAProgramThatIsTerminated() throws Exception {
        Path file = folder.resolve("address");
        start("wait", file);
        Unix.signal("TERM", program.handle().pid());
        assertThat(program.awaitExit()).as("%s", program).isEqualTo(143);
        Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(tree));
        assertThat(sessionFolders()).isEmpty();
        assertThat(file).doesNotExist();
    }

    /** What is in the session's folder then is gone after the next start of any program. */
    @ParameterizedTest
    @ValueSource(strings = {"halt", "kill"})
    void itEndsWithAProgramThatDies(String end) throws Exception {
        start(end, null);
        if (end.equals("kill")) {
            program.kill();
        } else {
            program.write("\n");
            assertThat(program.awaitExit()).isEqualTo(8);
        }
        Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(tree));
        try (Program next = Program.start(sessions, ForgetfulManagerProgram.Next.class, method().name())) {
            assertThat(next.awaitLine("count")).isEqualTo("0");
            assertThat(next.awaitExit()).isZero();
            assertThat(next.errors()).isEmpty();
        }
        assertThat(sessionFolders()).isEmpty();
    }
}
