package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The line that shows progress. */
class ProgressBarTest {
    private static String line(String name, long done, long failed, long total, Duration elapsed) {
        return ProgressBar.line(name, Progress.of(done, failed, total, elapsed.toNanos()));
    }

    @Test
    void lineSaysHowFarItIs() {
        assertThat(line("parse", 0, 0, 10, Duration.ZERO))
                .isEqualTo("parse   0% [........................] 0/10, 00:00");
        assertThat(line("parse", 5, 1, 10, Duration.ofSeconds(70)))
                .isEqualTo("parse  50% [############............] 5/10, 1 failed, 01:10, 01:10 left");
        assertThat(line("parse", 10, 0, 10, Duration.ofHours(2)))
                .isEqualTo("parse 100% [########################] 10/10, 2:00:00");
        assertThat(line("parse", 0, 0, 0, Duration.ZERO)).startsWith("parse 100%");
    }

    /** Without a total there is no part of it; one that turned out too small is none. */
    @Test
    void lineWithoutATotal() {
        assertThat(line("parse", 5, 0, -1, Duration.ofSeconds(7))).isEqualTo("parse 5 done, 00:07");
        assertThat(line("parse", 5, 0, 4, Duration.ofSeconds(7))).isEqualTo("parse 5 done, 00:07");
    }

    @Test
    void lineFitsATerminal() {
        assertThat(line("x".repeat(200), 5_000_000_000L, 4_000_000_000L, 9_000_000_000L, Duration.ofHours(7)))
                .hasSizeLessThanOrEqualTo(79);
    }
}
