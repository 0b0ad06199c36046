package org.multiprocessing.benchmarks.measure;

/**
 * One way of doing the work of a row.
 *
 * @param name what the table shows, such as {@code CPython 3.11.7, spawn}
 * @param group what goals refer to, such as {@code CPython spawn}; the best of a group counts
 * @param opener starts its program
 */
public record Contender(String name, String group, Opener opener) {
    /** The group of what is judged. */
    public static final String OURS = "ours";

    /** Starts a contender's program. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Starts it.
         *
         * @return the program, ready
         * @throws Exception if it cannot be started
         */
        Probe open() throws Exception;
    }
}
