package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;

/** Limits, large numbers and lost objects, each in a program of its own. */
@Tag("core")
class ChannelProgramTest {
    @TempDir
    Path sessions;

    private Program run(List<String> options, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, sessions.toString());
        try (Program program = Program.start(sessions, options, ChannelProgram.class, all.toArray(new String[0]))) {
            program.awaitLine("", Delays.LONGEST);
            assertThat(program.awaitExit()).as("%s", program).isZero();
            try (Stream<Path> left = Files.list(sessions)) {
                assertThat(left).as("left behind").isEmpty();
            }
            return program;
        }
    }

    private static long number(Program program, String word) throws Exception {
        return Long.parseLong(program.awaitLine(word));
    }

    /** Besides its capacity, a queue has a limit of memory: it grows up to that, blocks, and gives it back. */
    @Test
    void queueGrowsToItsLimitAndBlocksAndShrinks() throws Exception {
        long limit = ChannelProgram.LIMIT;
        Program program = run(List.of("-Dmultiprocessing.queue.limit=" + limit), "limit");
        assertThat(number(program, "empty")).isLessThan(1 << 17);
        assertThat(number(program, "blocks")).isBetween(limit / 2, limit);
        assertThat(number(program, "full")).isBetween(limit / 2, limit + (1 << 17));
        assertThat(program.awaitLine("offer")).isEqualTo("false");
        assertThat(number(program, "capacity")).isEqualTo(Integer.MAX_VALUE);
        assertThat(number(program, "drained")).isLessThan(limit * 3 / 4);
        assertThat(program.awaitLine("huge")).isEqualTo("true");
        assertThat(program.awaitLine("second")).isEqualTo("false");
        assertThat(number(program, "taken")).isEqualTo(2 * limit);
    }

    @Test
    void limitMustBeANumberOfBytes() throws Exception {
        for (String wrong : List.of("much", "-1", "0", "65535")) {
            try (Program program = Program.start(
                    sessions,
                    List.of("-Dmultiprocessing.queue.limit=" + wrong),
                    ChannelProgram.class,
                    "limit",
                    sessions.toString())) {
                assertThat(program.awaitExit()).isNotZero();
                assertThat(String.join("\n", program.errors()))
                        .contains("multiprocessing.queue.limit=" + wrong)
                        .contains("65536");
            }
        }
    }

    @Test
    void aThousandAreWaitedForAtOnce() throws Exception {
        assertThat(run(List.of(), "many", "1000").awaitLine("found all")).startsWith("in");
    }

    @Test
    void whatWasSentNowhereIsCollected() throws Exception {
        assertThat(run(List.of(), "dropped").awaitLine("collected")).isEmpty();
    }
}
