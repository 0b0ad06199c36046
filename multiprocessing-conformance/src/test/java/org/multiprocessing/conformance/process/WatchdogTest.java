package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Program;

/** What {@code -Dmultiprocessing.watchdog} says of a program that takes too long. */
class WatchdogTest {
    @TempDir
    Path folder;

    @TempDir
    Path sessions;

    private Program start(String time, String what) throws Exception {
        return Program.start(
                sessions,
                List.of("-Dmultiprocessing.watchdog=" + time),
                TreeProgram.class,
                what,
                folder.toString(),
                "FORKSERVER");
    }

    private static boolean saysOf(Program program, String process, String frame) {
        String text = String.join("\n", program.errors());
        int begin = text.indexOf("watchdog: process " + process);
        return begin >= 0 && text.indexOf(frame, begin) > 0;
    }

    @Test
    void everyProcessSaysWhereItIs() throws Exception {
        try (Program program = start("PT1S", "hook")) {
            program.awaitLine("ready");
            Await.until("the main process says it", () -> saysOf(program, "MainProcess", "TreeProgram.main"));
            Await.until("its child says it", () -> saysOf(program, "Process-1", "Jobs.withHook"));
            assertThat(program.isAlive()).as("goes on").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-1", "PT"})
    void aBadTimeIsRefused(String time) throws Exception {
        try (Program program = start(time, "once")) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(String.join("\n", program.errors())).contains("-Dmultiprocessing.watchdog=" + time, "PT30S");
        }
    }
}
