package org.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Verdict;
import org.multiprocessing.benchmarks.measure.Verdict.Comparison;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** A line for each row, as a table of a page: ours, CPython's, what others have, and whether the target is met. */
final class Summary {
    private static final String HEAD = """
            | | work | this library | best CPython | this library is | others | target |
            | --- | --- | --- | --- | --- | --- | --- |
            """;
    private static final int MOST_OTHERS = 2;

    private Summary() {}

    static String of(List<Entry> rows) {
        return HEAD
                + rows.stream()
                        .filter(row -> !row.isGrowth())
                        .map(Summary::line)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Entry row) {
        Optional<Figures> ours = row.ours();
        Optional<Figures> cpython = cpython(row);
        String compared =
                ours.isEmpty() || cpython.isEmpty() ? "" : Numbers.compared(row.timesBetter(ours.get(), cpython.get()));
        return String.join(
                " | ",
                "| " + row.id(),
                row.label(),
                ours.map(each -> figure(row, each)).orElse("-"),
                cpython.map(each -> figure(row, each) + " (" + version(each) + ")")
                        .orElseGet(() -> failure(row)),
                compared,
                others(row),
                target(row) + " |");
    }

    private static String figure(Entry row, Figures figures) {
        return Numbers.withUnit(figures.median(), row.unit());
    }

    private static String version(Figures cpython) {
        return cpython.name().substring("CPython ".length());
    }

    /** Returns the CPython that the first goal compares with; where none does, the best. */
    private static Optional<Figures> cpython(Entry row) {
        Optional<Figures> asked = row.verdicts().stream()
                .map(Verdict::comparison)
                .filter(numbers -> numbers.subject().equals(Contender.OURS))
                .map(Comparison::reference)
                .filter(reference -> Side.of(reference) == Side.CPYTHON)
                .findFirst()
                .flatMap(row::best);
        return asked.or(() -> of(row, Side.CPYTHON)
                .max(Comparator.comparingDouble(each -> row.lessIsBetter() ? -each.median() : each.median())));
    }

    /** Returns why no CPython has a figure; where none was asked, nothing. */
    private static String failure(Entry row) {
        return row.contenders().stream()
                .filter(each -> each.side() == Side.CPYTHON)
                .map(Figures::failure)
                .findFirst()
                .orElse("-");
    }

    private static String others(Entry row) {
        List<String> others = new ArrayList<>();
        Stream.concat(of(row, Side.PEER), of(row, Side.LIMIT))
                .limit(MOST_OTHERS)
                .forEach(each -> others.add(each.name() + ": " + figure(row, each)));
        return String.join("; ", others);
    }

    private static Stream<Figures> of(Entry row, Side side) {
        return row.contenders().stream().filter(each -> each.isMeasured() && each.side() == side);
    }

    private static String target(Entry row) {
        List<Verdict> demands =
                row.verdicts().stream().filter(verdict -> !verdict.aim()).toList();
        if (demands.isEmpty()) {
            return "";
        }
        long met = demands.stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.MET)
                .count();
        if (met == demands.size()) {
            return "met";
        }
        return met == 0 ? "**not met**" : "**" + met + " of " + demands.size() + " met**";
    }
}
