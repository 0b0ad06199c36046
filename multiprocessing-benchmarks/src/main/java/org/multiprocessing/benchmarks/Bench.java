package org.multiprocessing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.multiprocessing.benchmarks.child.ChildFlags;
import org.multiprocessing.benchmarks.child.Python;
import org.multiprocessing.benchmarks.child.Scripts;
import org.multiprocessing.benchmarks.measure.Result;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Runner;
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
        if (List.of(commandLine).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try (Scripts scripts = Scripts.unpack()) {
            run(Arguments.parse(commandLine), scripts);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
        }
    }

    private static void run(Arguments arguments, Scripts scripts) throws IOException, InterruptedException {
        Surroundings none = new Surroundings(arguments.effort(), List.of(), scripts, List.of());
        if (arguments.list()) {
            Rows.all(none).forEach(row -> System.out.printf("%-12s %s%n", row.id(), row.title()));
            return;
        }
        Rows.named(none, arguments.names()); // a wrong name is told at once
        List<Python> pythons = Python.find(scripts.get("first.py"), System.out::println);
        Surroundings around = new Surroundings(arguments.effort(), pythons, scripts, ChildFlags.ask());
        Map<String, String> machine = Machine.facts(pythons);
        System.out.println(Table.of(machine));
        System.out.println();
        List<Row> rows = arguments.names().isEmpty() ? Rows.usual(around) : Rows.named(around, arguments.names());
        Runner runner = new Runner(arguments.effort(), Bench::progress);
        List<Result> results = new ArrayList<>();
        for (Row row : rows) {
            Result result = runner.run(row);
            results.add(result);
            progress("");
            System.out.println(Table.of(result));
        }
        System.out.print(Table.summary(results));
        Path file = Json.write(machine, arguments.effort(), results);
        System.out.println("load at the end: " + Machine.load() + "; all samples: " + file);
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
