package org.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiprocessing.benchmarks.measure.Verdict;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** Results as text for a terminal. */
public final class Table {
    private Table() {}

    public static String of(Map<String, String> machine) {
        return machine.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    public static String of(Entry row) {
        List<String> lines = new ArrayList<>();
        lines.add(row.id() + "  " + row.title());
        lines.add("    target: " + row.target());
        lines.add(columns(row.unit(), "min", "median", "max", "n", "ours is"));
        for (Figures figures : row.contenders()) {
            if (figures.isMeasured()) {
                lines.add(figures(row, figures));
            }
            if (!figures.failure().isEmpty()) {
                lines.add(columns(figures.name(), figures.failure(), "", "", "", ""));
            }
        }
        for (Verdict verdict : row.verdicts()) {
            lines.add("    -> " + verdict.words() + ": " + verdict.wanted() + "; seen " + verdict.seen());
        }
        return joined(lines);
    }

    private static String figures(Entry row, Figures figures) {
        return columns(
                figures.name(),
                Numbers.exact(figures.min()),
                Numbers.exact(figures.median()),
                Numbers.exact(figures.max()),
                Integer.toString(figures.values().size()),
                compared(row, figures));
    }

    /** Returns how much better the best of ours is than another one. */
    static String compared(Entry row, Figures other) {
        return row.ours()
                .filter(ours -> !ours.equals(other))
                .map(ours -> row.timesBetter(ours, other))
                .map(times -> times >= 1
                        ? String.format(Locale.ROOT, "%.3gx better", times)
                        : String.format(Locale.ROOT, "%.3gx worse", 1 / times))
                .orElse("");
    }

    /** Returns a line for each row, and how many of what was asked for is met. */
    public static String summary(List<Entry> rows) {
        List<String> lines = new ArrayList<>();
        for (Entry row : rows) {
            String ours = row.ours()
                    .map(figures -> Numbers.exact(figures.median()) + " " + row.unit())
                    .orElse("");
            String verdicts = row.verdicts().stream()
                    .map(verdict -> verdict.words() + " (" + verdict.wanted() + ": " + verdict.seen() + ")")
                    .collect(Collectors.joining("; "));
            lines.add(String.format(Locale.ROOT, "%-11s %20s  %s", row.id(), ours, verdicts));
        }
        lines.add(count(rows));
        return joined(lines);
    }

    /** Returns such as {@code targets met: 12 of 20; aims met: 1 of 5}. */
    static String count(List<Entry> rows) {
        return "targets met: " + count(rows, false) + "; aims met: " + count(rows, true);
    }

    private static String count(List<Entry> rows, boolean aims) {
        List<Verdict> all = rows.stream()
                .flatMap(row -> row.verdicts().stream())
                .filter(verdict -> verdict.aim() == aims)
                .toList();
        long met = all.stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.MET)
                .count();
        return met + " of " + all.size();
    }

    private static String columns(String name, String min, String median, String max, String n, String compared) {
        return String.format(Locale.ROOT, "    %-36s %12s %12s %12s %3s  %s", name, min, median, max, n, compared);
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }
}
