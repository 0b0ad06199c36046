package org.multiprocessing.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.multiprocessing.benchmarks.measure.Verdict;
import org.multiprocessing.benchmarks.measure.Verdict.Comparison;
import org.multiprocessing.benchmarks.measure.Verdict.Kind;
import org.multiprocessing.benchmarks.measure.Verdict.Outcome;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** A report for tests. */
final class Samples {
    private Samples() {}

    static Report report() {
        return new Report(
                "2030-01-02T03:04:05Z",
                "./mp bench --short",
                Map.of("cores", "2"),
                1,
                3,
                500,
                List.of(lock(), growth()));
    }

    private static Entry lock() {
        Comparison numbers = new Comparison(Kind.TIMES_BETTER, "ours", "CPython", 8, 4);
        Comparison limit = new Comparison(Kind.TIMES_THE_COST, "ours", "two \"bare\" <operations>", 2, 1.5);
        return new Entry(
                "P9",
                "lock + unlock that nobody contends for",
                "lock + unlock",
                "ns",
                true,
                "8x faster",
                "",
                1.5,
                List.of(
                        figures("ours", "ours", 0, 20),
                        figures("CPython 3.13.0", "CPython", 0, 80),
                        figures("two \"bare\" <operations>", "two \"bare\" <operations>", 0, 13),
                        new Figures("PP4J 2.2", "PP4J", 0, 0, 0, 0, List.of(), "it ended")),
                List.of(
                        new Verdict("8 times better than CPython", "4", Outcome.NOT_MET, false, numbers),
                        new Verdict("at most 2 times the cost", "1.5", Outcome.MET, false, limit)));
    }

    private static Entry growth() {
        return new Entry(
                "growth-P2",
                "start",
                "start",
                "ms",
                true,
                "none",
                "processes",
                1,
                List.of(
                        figures("ours 1", "ours 1", 1, 10),
                        figures("ours 2", "ours 2", 2, 9),
                        figures("CPython 3.13.0 1", "CPython 1", 1, 500),
                        figures("CPython 3.13.0 2", "CPython 2", 2, 400)),
                List.of());
    }

    private static Figures figures(String name, String group, int size, double median) {
        return new Figures(
                name, group, size, median / 2, median, median * 2, List.of(median, median / 2, median * 2), "");
    }
}
