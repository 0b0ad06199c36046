package org.multiprocessing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Effort;

/**
 * What the command line asks for.
 *
 * @param effort how much to measure
 * @param names which rows; none for the usual ones
 * @param list whether only to list them
 */
record Arguments(Effort effort, List<String> names, boolean list) {
    static final String USAGE = """
            usage: bench [--long] [--samples N] [--programs N] [--list] [names]

              names          rows such as P12 P14; growth: P6 by number of processes, P12 and P18 by number of workers,
                             P9 and P10 by number of contenders; memory: the bytes of a lock and its kin; none: the usual rows
              --long         more work in a sample, longer warm-up, each program started three times
              --samples N    how many samples are taken of each program that is started (5)
              --programs N   how often each program is started anew (1; with --long 3)
              --list         print the rows
            """;

    /** Reads the command line; throws IllegalArgumentException if it makes no sense. */
    static Arguments parse(String... arguments) {
        Effort effort = List.of(arguments).contains("--long") ? Effort.LONG : Effort.SHORT;
        List<String> names = new ArrayList<>();
        boolean list = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--long" -> {}
                case "--list" -> list = true;
                case "--samples" -> effort = effort.withSamples(number(arguments, ++i));
                case "--programs" -> effort = effort.withPrograms(number(arguments, ++i));
                default -> {
                    if (arguments[i].startsWith("-")) {
                        throw new IllegalArgumentException("there is no option '" + arguments[i] + "'");
                    }
                    names.add(arguments[i]);
                }
            }
        }
        return new Arguments(effort, names, list);
    }

    private static int number(String[] arguments, int index) {
        String text = index < arguments.length ? arguments[index] : "";
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    arguments[index - 1] + " needs a number of 1 or more, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
