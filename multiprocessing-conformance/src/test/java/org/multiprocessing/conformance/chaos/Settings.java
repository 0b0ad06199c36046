package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the command line says.
 *
 * @param time how long new rounds are begun
 * @param seed what everything is drawn by
 * @param round the only round, if it is one
 * @param only which scenarios
 */
record Settings(Duration time, long seed, Optional<Integer> round, List<String> only) {
    static final String USAGE = """
            usage: ./mp chaos [--minutes N] [--seed S] [--round R] [--only NAME,NAME...] [--portable]

              --minutes N    how long; 10 if nothing is said
              --seed S       what everything is drawn by; another one each time if nothing is said
              --round R      only that round of the seed, again and again
              --only NAMES   only scenarios whose names begin so
              --portable     the layer without native calls
            """;

    private static final int MINUTES = 10;
    private static final int SEEDS = 1_000_000;

    static Settings parse(String... arguments) {
        Duration time = Duration.ofMinutes(MINUTES);
        long seed = ThreadLocalRandom.current().nextInt(SEEDS);
        Optional<Integer> round = Optional.empty();
        List<String> only = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--portable")) {
                System.setProperty("multiprocessing.os", "portable");
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + option + "' is no option, or lacks its value");
            }
            String value = arguments[++i];
            switch (option) {
                case "--minutes" -> time = Duration.ofSeconds((long) (Double.parseDouble(value) * 60));
                case "--seed" -> seed = Long.parseLong(value);
                case "--round" -> round = Optional.of(Integer.valueOf(value));
                case "--only" -> only.addAll(List.of(value.split(",", -1)));
                default -> throw new IllegalArgumentException("'" + option + "' is no option");
            }
        }
        return new Settings(time, seed, round, List.copyOf(only));
    }

    /** Returns the command that repeats a round. */
    String command(int number) {
        return "./mp chaos --seed " + seed + " --round " + number
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + ("portable".equals(System.getProperty("multiprocessing.os")) ? " --portable" : "");
    }
}
