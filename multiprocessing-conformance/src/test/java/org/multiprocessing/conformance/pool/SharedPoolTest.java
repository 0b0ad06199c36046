package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.process.StartMethod;

/** The pool that all parts of a program have in common, in a program of its own, since it stays until that ends. */
class SharedPoolTest {
    @TempDir
    Path sessions;

    @ParameterizedTest
    @EnumSource(StartMethod.class)
    void isEverybodysAndEndsWithTheProgram(StartMethod method) throws Exception {
        try (Program program = Program.start(sessions, SharedPoolProgram.class, method.name())) {
            String pids = program.awaitLine("pid");
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(program.output())
                    .contains("one true", "idle 0", "map [0, 1, 4, 9, 16]", "size true")
                    .contains("not begun []", "after its end 9 false")
                    .anyMatch(line -> line.startsWith("resize") && line.contains("cannot be resized"));
            if (method != StartMethod.THREADS) {
                assertThat(program.output())
                        .contains("in a task [4, 9]", "death WorkerExited", "same true", "anew true", "works 16");
                for (String pid : List.of(pids.substring(1, pids.length() - 1).split(", "))) {
                    Await.until(
                            "process " + pid + " has ended",
                            () -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
                }
            }
        }
    }
}
