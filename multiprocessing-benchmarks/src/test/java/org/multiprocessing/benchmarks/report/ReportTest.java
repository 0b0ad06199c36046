package org.multiprocessing.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Path PROJECT = Path.of(".."); // tests run in the module's folder

    @TempDir
    private Path folder;

    @Test
    void whatIsKeptIsReadAgain() throws IOException {
        Path file = folder.resolve("kept.json");
        Json.write(Samples.report(), file);
        assertThat(Json.read(file)).isEqualTo(Samples.report());
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Path file = folder.resolve("other.json");
        for (String text : new String[] {"", "{}", "[1]", "nonsense"}) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Json.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other.json");
        }
    }

    @Test
    void thePageHasEachRowItsVerdictsAndWhatFailed() {
        String page = new Page(Samples.report(), Map.of("P9", "P9.svg"), "charts").text();
        assertThat(page)
                .contains("## P9: lock + unlock", "## growth-P2: start", "](charts/P9.svg)", "Targets met: 1 of 2")
                .contains("- **not met**: 8 times better than CPython; seen 4", "PP4J 2.2: it ended")
                .contains("| CPython 3.13.0 | 40.00 | 80.00 | 160.0 | 3 | 4.00x better |");
    }

    @Test
    void ofTheReadmeOnlyTheFiguresChange() {
        String readme = "before\n" + Readme.BEGIN + "\nold\n" + Readme.END + "\nafter\n";
        String written = Readme.withFigures(readme, Samples.report());
        assertThat(written)
                .startsWith("before\n" + Readme.BEGIN + "\n")
                .endsWith(Readme.END + "\nafter\n")
                .contains("| P9 | lock + unlock | 20 ns | 80 ns (3.13.0) | 4 times better |")
                .doesNotContain("old");
        assertThat(Readme.withFigures(written, Samples.report())).isEqualTo(written);
        assertThatThrownBy(() -> Readme.withFigures("no place", Samples.report()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameFiguresGiveTheSameChartsAndOldOnesGo() throws IOException {
        assumeTrue(Charts.obstacle().isEmpty(), "this system cannot draw");
        Files.writeString(folder.resolve("P99.svg"), "old");
        Map<String, String> charts = Charts.write(Samples.report(), folder);
        assertThat(charts).containsOnlyKeys(Charts.AGAINST_CPYTHON, Charts.AGAINST_LIMITS, "P9", "growth-P2");
        String first = Files.readString(folder.resolve("P9.svg"));
        assertThat(first).startsWith("<svg").contains("80 ns", "two \"bare\" &lt;operations");
        Charts.write(Samples.report(), folder);
        assertThat(folder.resolve("P9.svg")).hasContent(first);
        assertThat(folder.resolve("P99.svg")).doesNotExist();
    }

    /** What is published is what was measured: the page and the README's figures come from the file beside the page. */
    @Test
    void thePublishedPageIsThatOfThePublishedFigures() throws IOException {
        Path benchmarks = PROJECT.resolve("docs/benchmarks");
        Report report = Json.read(benchmarks.resolve("figures.json"));
        String readme = Files.readString(PROJECT.resolve("README.md"));
        assertThat(Readme.withFigures(readme, report))
                .as("./mp bench --from docs/benchmarks/figures.json --docs writes it")
                .isEqualTo(readme);
        Map<String, String> charts = Charts.names(report);
        assertThat(new Page(report, charts, "charts").text())
                .isEqualTo(Files.readString(benchmarks.resolve("README.md")));
        charts.values()
                .forEach(file ->
                        assertThat(benchmarks.resolve("charts").resolve(file)).exists());
    }

    @Test
    void figuresHaveThreeDigitsAndAFittingUnit() {
        assertThat(Numbers.withUnit(2_500_000, "items/s")).isEqualTo("2.5 M items/s");
        assertThat(Numbers.withUnit(1_536, "MiB/s")).isEqualTo("1.5 GiB/s");
        assertThat(Numbers.withUnit(1_920, "ns")).isEqualTo("1.92 us");
        assertThat(Numbers.withUnit(99.96, "ms")).isEqualTo("100 ms");
        assertThat(Numbers.compared(0.5)).isEqualTo("2 times worse");
    }
}
