package org.multiprocessing.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.programs.BareHello;
import org.multiprocessing.benchmarks.programs.BareSleeper;
import org.multiprocessing.benchmarks.programs.BareSleepers;

class StartedTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsAskedHasADeadline() throws Exception {
        try (Started program = Started.start(JavaPrograms.bare(List.of(), BareSleeper.class))) {
            assertThatThrownBy(() -> program.await("value", SHORT))
                    .isInstanceOf(ProgramFailed.class)
                    .hasMessageContaining("200 ms");
        }
    }

    @Test
    void aProgramThatEndsEarlySaysSoAtOnce() {
        assertThatThrownBy(() -> Station.open(JavaPrograms.bare(List.of(), BareHello.class), Effort.SHORT))
                .isInstanceOf(ProgramFailed.class)
                .hasMessageContaining("exit code 0");
    }

    @Test
    void closingLeavesNoGrandchild() throws Exception {
        List<Object> arguments = new ArrayList<>(List.of(1));
        arguments.addAll(JavaPrograms.bare(List.of(), BareSleeper.class));
        long grandchild;
        try (Started program = Started.start(JavaPrograms.bare(List.of(), BareSleepers.class, arguments.toArray()))) {
            grandchild = Long.parseLong(program.await("pids", LONG).text());
        }

        Optional<ProcessHandle> left = ProcessHandle.of(grandchild);
        if (left.isPresent()) {
            left.get().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
