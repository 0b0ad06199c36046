package org.multiprocessing.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiprocessing.benchmarks.measure.Effort;

/**
 * What the command line asks for.
 *
 * @param effort how much to measure
 * @param names which rows; none for all that the effort has
 * @param list whether only to list them
 * @param docs whether the page and the README of the project are written
 * @param from the results that pages are made from, instead of measuring
 */
record Arguments(Effort effort, List<String> names, boolean list, boolean docs, Optional<Path> from) {
    static final String USAGE = """
            usage: ./mp bench [--short | --long] [--samples N] [--programs N] [--docs] [names]
                   ./mp bench --from FILE [--docs]

              names          rows such as P12 P14, or the beginning of a name such as growth; none: all
              --short        under five minutes on an idle machine: a short warm-up, the newest CPython only,
                             no rows of growth, nothing that no target refers to
              --long         more work in a sample, a long warm-up, each program started three times
              --samples N    how many samples are taken of each program that is started (5)
              --programs N   how often each program is started anew (1; with --long 3)
              --docs         write the figures, the page and its charts to docs/benchmarks too, and the
                             figures of the README; only of all rows
              --from FILE    measure nothing, write page and charts of what a run has kept
              --list         print the rows, as below

            The figures, a page and its charts are kept in multiprocessing-benchmarks/target/bench.
            """;

    /** Reads the command line; throws IllegalArgumentException if it makes no sense. */
    static Arguments parse(String... arguments) {
        List<String> given = List.of(arguments);
        Effort effort =
                given.contains("--short") ? Effort.SHORT : given.contains("--long") ? Effort.LONG : Effort.USUAL;
        List<String> names = new ArrayList<>();
        Optional<Path> from = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--short", "--long", "--list", "--docs" -> {}
                case "--samples" -> effort = effort.withSamples(number(arguments, ++i));
                case "--programs" -> effort = effort.withPrograms(number(arguments, ++i));
                case "--from" -> from = Optional.of(Path.of(following(arguments, ++i, "a file")));
                default -> names.add(name(arguments[i]));
            }
        }
        refuse(given.contains("--short") && given.contains("--long"), "--short and --long");
        refuse(given.contains("--docs") && !names.isEmpty(), "--docs and names: the page is of all rows");
        refuse(from.isPresent() && !names.isEmpty(), "--from and names");
        return new Arguments(effort, names, given.contains("--list"), given.contains("--docs"), from);
    }

    private static void refuse(boolean together, String what) {
        if (together) {
            throw new IllegalArgumentException("not both " + what);
        }
    }

    private static String name(String argument) {
        if (argument.startsWith("-")) {
            throw new IllegalArgumentException("there is no option '" + argument + "'");
        }
        return argument;
    }

    private static int number(String[] arguments, int index) {
        String text = following(arguments, index, "a number of 1 or more");
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    arguments[index - 1] + " needs a number of 1 or more, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static String following(String[] arguments, int index, String what) {
        if (index == arguments.length || arguments[index].isEmpty()) {
            throw new IllegalArgumentException(arguments[index - 1] + " needs " + what);
        }
        return arguments[index];
    }
}
