package org.multiprocessing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Result;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Series;
import org.multiprocessing.benchmarks.measure.Verdict;

/** Results as text. */
final class Table {
    private Table() {}

    static String of(Map<String, String> machine) {
        return machine.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    static String of(Result result) {
        Row row = result.row();
        List<String> lines = new ArrayList<>();
        lines.add(row.id() + "  " + row.title());
        lines.add("    target: " + row.target());
        lines.add(columns(row.unit().symbol(), "min", "median", "max", "n", "ours is"));
        for (Series series : result.series()) {
            if (!series.isEmpty()) {
                lines.add(figures(result, series));
            }
            series.failure()
                    .ifPresent(why -> lines.add(columns(series.contender().name(), why, "", "", "", "")));
        }
        for (Verdict verdict : result.verdicts()) {
            lines.add("    -> " + verdict.words() + ": " + verdict.wanted() + "; seen " + verdict.seen());
        }
        return joined(lines);
    }

    private static String figures(Result result, Series series) {
        String compared = result.best(Contender.OURS)
                .filter(ours -> !ours.equals(series))
                .map(ours -> compared(result.row(), ours, series))
                .orElse("");
        return columns(
                series.contender().name(),
                number(series.min()),
                number(series.median()),
                number(series.max()),
                Integer.toString(series.values().size()),
                compared);
    }

    private static String compared(Row row, Series ours, Series other) {
        double times = row.unit().timesBetter(ours.median(), other.median());
        return times >= 1
                ? String.format(Locale.ROOT, "%.3gx better", times)
                : String.format(Locale.ROOT, "%.3gx worse", 1 / times);
    }

    static String summary(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            String ours = result.best(Contender.OURS)
                    .map(series ->
                            number(series.median()) + " " + result.row().unit().symbol())
                    .orElse("");
            String verdicts = result.verdicts().stream()
                    .map(verdict -> verdict.words() + " (" + verdict.wanted() + ": " + verdict.seen() + ")")
                    .collect(Collectors.joining("; "));
            lines.add(String.format(Locale.ROOT, "%-11s %20s  %s", result.row().id(), ours, verdicts));
        }
        return joined(lines);
    }

    private static String columns(String name, String min, String median, String max, String n, String compared) {
        return String.format(Locale.ROOT, "    %-36s %12s %12s %12s %3s  %s", name, min, median, max, n, compared);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : value >= 100 ? "%.1f" : "%.2f", value);
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }
}
