package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Program;

/** Very many primitives: they find room, give it back, and leave nothing. */
@Tag("core")
class SlabTest {
    @TempDir
    Path sessions;

    private Program run(String what) throws Exception {
        try (Program program = Program.start(sessions, SlabProgram.class, what, sessions.toString())) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            try (Stream<Path> left = Files.list(sessions)) {
                assertThat(left).as("left behind").isEmpty();
            }
            return program;
        }
    }

    @Test
    void moreThanAChunkFindRoomAndWorkEverywhere() throws Exception {
        Program program = run("many");
        assertThat(program.awaitLine("chunks")).isEqualTo("1");
        assertThat(program.awaitLine("died")).isEqualTo("true");
    }

    @Test
    void whatIsUnreachableAndWasNeverSentIsFreed() throws Exception {
        assertThat(Integer.parseInt(run("unreachable").awaitLine("chunks"))).isLessThanOrEqualTo(4);
    }

    @Test
    void whatIsFreedIsUsedAgain() throws Exception {
        assertThat(run("freed").awaitLine("chunks")).isEqualTo("0");
    }
}
