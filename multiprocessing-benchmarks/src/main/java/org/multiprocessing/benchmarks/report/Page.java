package org.multiprocessing.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiprocessing.benchmarks.measure.Verdict;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/**
 * A report as a page in Markdown.
 *
 * @param report what it shows
 * @param charts the files of the charts by their names
 * @param folder where they are, seen from the page
 */
record Page(Report report, Map<String, String> charts, String folder) {
    private static final String READING = """
            *Ours* is this library. Each figure comes from a whole program of its own. All programs of a row live at the same time and take their samples
            by turns, so that what disturbs the machine disturbs all of them; medians are compared, and the least and the greatest
            are shown. *Limits* are bare programs that do the same with the same system calls or memory operations, or threads of one
            JVM; they are not competitors, but show what is left to gain. An *aim* is a target that need not be reached.
            Where there are several CPythons, ours is compared with the best of them.
            """;

    String text() {
        return "# Benchmarks\n\n"
                + "<!-- Written by ./mp bench --docs; do not edit. -->\n\n"
                + READING
                + "\n"
                + facts()
                + "\n"
                + capitalized(Table.count(report.rows()))
                + ".\n\n"
                + chart(Charts.AGAINST_CPYTHON, "How many times better than CPython, row by row")
                + chart(Charts.AGAINST_LIMITS, "How many times the cost of the limit, row by row")
                + "## All rows\n\n"
                + Summary.of(report.rows())
                + report.rows().stream().map(this::section).collect(Collectors.joining());
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String facts() {
        StringBuilder facts = new StringBuilder("| | |\n| --- | --- |\n");
        fact(facts, "date", report.finished().replaceFirst("T.*", ""));
        fact(facts, "command", "`" + report.command() + "`");
        report.machine().forEach((name, value) -> fact(facts, name, value));
        fact(
                facts,
                "samples",
                report.samples() + " of each program, each started " + report.programs()
                        + (report.programs() == 1 ? " time" : " times") + ", after a warm-up of at least "
                        + report.warmUpMillis() / 1000.0 + " s");
        return facts.toString();
    }

    private static void fact(StringBuilder facts, String name, String value) {
        facts.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private String section(Entry row) {
        return "\n## " + row.id() + ": " + row.title() + "\n\n"
                + "Target: " + row.target() + ".\n\n"
                + row.verdicts().stream()
                        .map(Page::verdict)
                        .collect(Collectors.joining("", "", row.verdicts().isEmpty() ? "" : "\n"))
                + chart(row.id(), "The figures of the table below")
                + table(row)
                + row.contenders().stream()
                        .filter(figures -> !figures.failure().isEmpty())
                        .map(figures -> "\n" + figures.name() + ": " + figures.failure() + "\n")
                        .collect(Collectors.joining());
    }

    private static String verdict(Verdict verdict) {
        String words = verdict.outcome() == Verdict.Outcome.MET ? verdict.words() : "**" + verdict.words() + "**";
        return "- " + words + ": " + verdict.wanted() + "; seen " + verdict.seen() + "\n";
    }

    private String chart(String name, String described) {
        String file = charts.get(name);
        return file == null ? "" : "![" + described + "](" + folder + "/" + file + ")\n\n";
    }

    private static String table(Entry row) {
        List<Figures> measured =
                row.contenders().stream().filter(Figures::isMeasured).toList();
        return "| " + row.unit() + " | min | median | max | n | ours is |\n| --- | --: | --: | --: | --: | --- |\n"
                + measured.stream().map(figures -> line(row, figures)).collect(Collectors.joining());
    }

    private static String line(Entry row, Figures figures) {
        return String.join(
                        " | ",
                        "| " + figures.name(),
                        Numbers.exact(figures.min()),
                        Numbers.exact(figures.median()),
                        Numbers.exact(figures.max()),
                        Integer.toString(figures.values().size()),
                        Table.compared(row, figures))
                + " |\n";
    }
}
