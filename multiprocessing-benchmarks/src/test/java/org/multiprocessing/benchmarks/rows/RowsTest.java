package org.multiprocessing.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.benchmarks.child.Scripts;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.measure.Row;

class RowsTest {
    @Test
    void aNameMeansTheRowAndItsParts() throws IOException {
        assertThat(named("P2")).containsExactly("P2a", "P2b");
        assertThat(named("p2b", "P20")).containsExactly("P2b", "P20");
        assertThat(named("growth"))
                .containsExactly(
                        "growth-P2",
                        "growth-P6",
                        "growth-P12",
                        "growth-P18",
                        "growth-P16",
                        "growth-P16-latency",
                        "growth-P9",
                        "growth-P10");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> named("P99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P99")
                .hasMessageContaining("P12");
    }

    private static List<String> named(String... names) throws IOException {
        try (Scripts scripts = Scripts.unpack()) {
            Surroundings around = new Surroundings(Effort.SHORT, List.of(), scripts, List.of());
            return Rows.named(around, List.of(names)).stream().map(Row::id).toList();
        }
    }
}
