package org.multiprocessing.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiprocessing.benchmarks.child.ChildFlags;
import org.multiprocessing.benchmarks.child.Python;
import org.multiprocessing.benchmarks.child.Scripts;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.measure.Result;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Runner;
import org.multiprocessing.benchmarks.report.Json;
import org.multiprocessing.benchmarks.report.Machine;
import org.multiprocessing.benchmarks.report.Publication;
import org.multiprocessing.benchmarks.report.Report;
import org.multiprocessing.benchmarks.report.Table;
import org.multiprocessing.benchmarks.rows.Rows;
import org.multiprocessing.benchmarks.rows.Surroundings;

/**
 * Measures the library side by side with CPython's {@code multiprocessing}, with a JVM peer and with what bare programs do.
 * Every figure is a ratio taken in one run on one machine: samples of all contenders alternate, medians are compared, and
 * the least and the greatest are printed.
 */
public final class Bench {
    private Bench() {}

    /** Runs the rows that are named; see {@code --help}. */
    public static void main(String... commandLine) throws IOException, InterruptedException {
        try (Scripts scripts = Scripts.unpack()) {
            if (List.of(commandLine).contains("--help")) {
                System.out.println(Arguments.USAGE);
                list(scripts);
            } else {
                run(Arguments.parse(commandLine), scripts, "./mp bench " + String.join(" ", commandLine));
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
        }
    }

    private static void run(Arguments arguments, Scripts scripts, String command)
            throws IOException, InterruptedException {
        if (arguments.list()) {
            list(scripts);
            return;
        }
        Report report;
        if (arguments.from().isPresent()) {
            report = Json.read(arguments.from().get());
        } else {
            report = measure(arguments, scripts, command.strip());
        }
        Publication.write(report, arguments.docs(), System.out::println);
    }

    private static void list(Scripts scripts) {
        Rows.all(nothing(scripts)).forEach(row -> System.out.printf("%-12s %s%n", row.id(), row.title()));
    }

    /** Returns surroundings in which rows can be named, not run. */
    private static Surroundings nothing(Scripts scripts) {
        return new Surroundings(Effort.USUAL, List.of(), scripts, List.of());
    }

    private static Report measure(Arguments arguments, Scripts scripts, String command)
            throws IOException, InterruptedException {
        Rows.named(nothing(scripts), arguments.names()); // a wrong name is told at once
        Effort effort = arguments.effort();
        List<Python> pythons = Python.find(scripts.get("first.py"), System.out::println);
        if (effort.brief() && !pythons.isEmpty()) {
            pythons = List.of(
                    pythons.stream().max(Comparator.comparingInt(Python::minor)).get());
        }
        Map<String, String> machine = new LinkedHashMap<>(Machine.facts(pythons));
        System.out.println(Table.of(machine));
        System.out.println();
        List<Report.Entry> entries =
                measure(chosen(arguments, new Surroundings(effort, pythons, scripts, ChildFlags.ask())), effort);
        machine.put("load at the end", Machine.load());
        System.out.print(Table.summary(entries));
        System.out.println("load at the end: " + Machine.load());
        return new Report(
                Instant.now().toString(),
                command,
                machine,
                effort.programs(),
                effort.samples(),
                effort.warmUp().toMillis(),
                entries);
    }

    private static List<Row> chosen(Arguments arguments, Surroundings around) {
        if (!arguments.names().isEmpty()) {
            return Rows.named(around, arguments.names());
        }
        return arguments.effort().brief() ? Rows.usual(around) : Rows.all(around);
    }

    private static List<Report.Entry> measure(List<Row> rows, Effort effort) throws InterruptedException {
        Runner runner = new Runner(effort, Bench::progress);
        List<Report.Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            long begin = System.nanoTime();
            Result result = runner.run(row);
            Report.Entry entry = Report.Entry.of(result, Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
            entries.add(entry);
            progress("");
            System.out.println(Table.of(entry));
        }
        return entries;
    }

    /** Shows where it is on a terminal; elsewhere that would only be noise. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
    private static void progress(String text) {
        if (System.console() != null) {
            System.err.print("\r\033[K" + text);
            System.err.flush();
        }
    }
}
