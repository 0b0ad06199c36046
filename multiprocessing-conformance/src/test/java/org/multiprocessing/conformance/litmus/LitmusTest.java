package org.multiprocessing.conformance.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/** The games as a program of their own: with more players, and where all share one processor. */
@Tag("core")
@Bound(seconds = 240)
class LitmusTest {
    private static final String SEED = Long.toString(ThreadLocalRandom.current().nextLong());

    @TempDir
    Path sessions;

    private void play(List<String> prefix, String... arguments) throws Exception {
        try (Program program = Program.startBy(prefix, sessions, LitmusProgram.class, arguments)) {
            program.awaitLine("over", Delays.LONGEST.multipliedBy(2));
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(program.output()).anyMatch(line -> line.contains("moves"));
            program.output().forEach(System.out::println);
        }
    }

    @Test
    void manyPlayers() throws Exception {
        play(List.of(), "5", "1000", SEED, "LOCK", "TOKENS");
    }

    /** Who spins there keeps away the one it waits for. */
    @Test
    void oneProcessor() throws Exception {
        Assumptions.assumeTrue(
                Unix.succeeds("taskset", "-c", "0", "true"), "no taskset here, or processor 0 is not ours");
        play(List.of("taskset", "-c", "0"), "3", "300", SEED);
    }
}
