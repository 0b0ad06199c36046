package org.multiprocessing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.benchmarks.measure.Effort;

class ArgumentsTest {
    @Test
    void namesAndNumbersMayComeInAnyOrder() {
        Arguments arguments = Arguments.parse("P12", "--samples", "7", "P14", "--long");

        assertThat(arguments.names()).isEqualTo(List.of("P12", "P14"));
        assertThat(arguments.effort()).isEqualTo(Effort.LONG.withSamples(7));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Arguments.parse("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Arguments.parse("--samples", "none")).hasMessageContaining("none");
        assertThatThrownBy(() -> Arguments.parse("--samples")).hasMessageContaining("--samples");
        assertThatThrownBy(() -> Arguments.parse("--from")).hasMessageContaining("--from needs a file");
        assertThatThrownBy(() -> Arguments.parse("--short", "--long")).hasMessageContaining("--short and --long");
    }

    /** A page with a few rows would drop the others' figures. */
    @Test
    void whatIsPublishedIsAllRows() {
        assertThat(Arguments.parse("--docs", "--long").docs()).isTrue();
        assertThatThrownBy(() -> Arguments.parse("--docs", "P12")).hasMessageContaining("all rows");
    }
}
