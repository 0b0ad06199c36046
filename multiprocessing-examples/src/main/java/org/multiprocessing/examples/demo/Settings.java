package org.multiprocessing.examples.demo;

/**
 * What the command line asks for.
 *
 * @param workers number of threads and of processes
 * @param classes number of class files; all, if there are not so many
 */
record Settings(int workers, int classes) {

    private static final String USAGE = "usage: Demo [--workers N] [--classes N]";

    static Settings parse(String... args) {
        int workers = Runtime.getRuntime().availableProcessors();
        int classes = Integer.MAX_VALUE;
        for (int i = 0; i < args.length; i += 2) {
            int value = i + 1 < args.length ? positive(args[i + 1]) : positive("");
            switch (args[i]) {
                case "--workers" -> workers = value;
                case "--classes" -> classes = value;
                default -> throw new IllegalArgumentException(args[i] + ": " + USAGE);
            }
        }
        return new Settings(workers, classes);
    }

    private static int positive(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("not a positive number: '" + text + "'; " + USAGE);
        }
        return Integer.parseInt(text);
    }
}
