package org.multiprocessing.benchmarks.report;

import java.util.Map;

/** The figures of the project's README: what stands there between two comments comes from a report. */
final class Readme {
    static final String BEGIN = "<!-- figures: begin -->";
    static final String END = "<!-- figures: end -->";

    private Readme() {}

    /** Returns the README with the report's figures; throws IllegalArgumentException if it has no place for them. */
    static String withFigures(String readme, Report report) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the README has no lines '" + BEGIN + "' and '" + END + "'");
        }
        return readme.substring(0, begin + BEGIN.length()) + "\n" + figures(report) + readme.substring(end);
    }

    private static String figures(Report report) {
        Map<String, String> machine = report.machine();
        return "<!-- Written by ./mp bench --docs; do not edit. -->\nMeasured with `" + report.command() + "` on "
                + report.finished().replaceFirst("T.*", "") + ": "
                + machine.get("cores") + " cores, " + machine.get("kernel") + ", JDK " + machine.get("jdk")
                + ", CPython "
                + machine.get("CPython") + "; medians of " + report.programs() * report.samples()
                + ", samples taken by turns; " + Table.count(report.rows())
                + ".\n[All figures, charts, and what was measured](docs/benchmarks/README.md).\n\n"
                + "![How many times better than CPython, row by row](docs/benchmarks/charts/" + Charts.AGAINST_CPYTHON
                + ".svg)\n\n"
                + Summary.of(report.rows());
    }
}
