package org.multiprocessing.benchmarks.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Verdict;
import org.multiprocessing.benchmarks.measure.Verdict.Comparison;
import org.multiprocessing.benchmarks.measure.Verdict.Kind;
import org.multiprocessing.benchmarks.report.RatioChart.Bar;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** All charts of a report, as files. */
final class Charts {
    static final String AGAINST_CPYTHON = "against-cpython";
    static final String AGAINST_LIMITS = "against-limits";
    private static final String END = ".svg";

    private Charts() {}

    /** Returns why this system cannot draw, if it cannot: it may have no fonts, or a JDK without what needs them. */
    static Optional<String> obstacle() {
        System.setProperty("java.awt.headless", "true");
        try {
            Font font = Style.font();
            boolean drawn = font.getStringBounds("x", new FontRenderContext(null, true, true))
                            .getWidth()
                    > 0;
            return drawn ? Optional.empty() : Optional.of("the fonts are empty");
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(e.toString());
        }
    }

    /** Returns the names of the files, by the ids of the rows and the names above. */
    static Map<String, String> names(Report report) {
        Map<String, String> names = new LinkedHashMap<>();
        all(report).forEach((name, chart) -> names.put(name, name + END));
        return names;
    }

    /** Writes them to a folder, in which no others remain; returns the names. */
    static Map<String, String> write(Report report, Path folder) throws IOException {
        deleteOld(folder);
        for (Map.Entry<String, Supplier<Svg>> chart : all(report).entrySet()) {
            chart.getValue().get().write(folder.resolve(chart.getKey() + END));
        }
        return names(report);
    }

    private static Map<String, Supplier<Svg>> all(Report report) {
        Map<String, Supplier<Svg>> charts = new LinkedHashMap<>();
        List<Bar> cpython = against(report, Charts::isCPython);
        if (!cpython.isEmpty()) {
            charts.put(
                    AGAINST_CPYTHON,
                    () -> RatioChart.of("How many times better than CPython", "1 is as good; logarithmic", cpython));
        }
        List<Bar> limits = against(report, reference -> !isCPython(reference));
        if (!limits.isEmpty()) {
            charts.put(
                    AGAINST_LIMITS,
                    () -> RatioChart.of("How many times the cost of the limit", "1 is the limit; logarithmic", limits));
        }
        for (Entry row : report.rows()) {
            if (row.contenders().stream().anyMatch(Figures::isMeasured)) {
                charts.put(row.id(), () -> row.isGrowth() ? GrowthChart.of(row) : RowChart.of(row));
            }
        }
        return charts;
    }

    private static boolean isCPython(String reference) {
        return Side.of(reference) == Side.CPYTHON;
    }

    /** Returns a bar for each demand that compares ours with such a reference. */
    private static List<Bar> against(Report report, Predicate<String> reference) {
        List<Bar> bars = new ArrayList<>();
        for (Entry row : report.rows()) {
            for (Verdict verdict : row.verdicts()) {
                Comparison numbers = verdict.comparison();
                if (!row.isGrowth()
                        && !verdict.aim()
                        && verdict.outcome() != Verdict.Outcome.NO_FIGURE
                        && numbers.kind() != Kind.FIGURE
                        && reference.test(numbers.reference())) {
                    bars.add(bar(row, verdict));
                }
            }
        }
        return bars;
    }

    /** Against CPython, more is better; the cost of a limit is what it is. */
    private static Bar bar(Entry row, Verdict verdict) {
        Comparison numbers = verdict.comparison();
        boolean cpython = isCPython(numbers.reference());
        boolean inverse = cpython && numbers.kind() == Kind.TIMES_THE_COST;
        String ours = numbers.subject().equals(Contender.OURS)
                ? ""
                : numbers.subject().substring(Contender.OURS.length());
        return new Bar(
                row.id() + "  " + (cpython ? row.label() + ours : numbers.reference()),
                inverse ? 1 / numbers.seen() : numbers.seen(),
                inverse ? 1 / numbers.wanted() : numbers.wanted(),
                verdict.outcome() == Verdict.Outcome.MET);
    }

    private static void deleteOld(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(END)).toList()) {
                Files.delete(file);
            }
        }
    }
}
