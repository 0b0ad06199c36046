package org.multiprocessing.benchmarks.measure;

/**
 * One way of doing the work of a row.
 *
 * @param name what the table shows, such as {@code CPython 3.11.7, spawn}
 * @param group what goals refer to, such as {@code CPython spawn}; the best of a group counts
 * @param size in a row that asks how a cost grows, how many processes or the like it has, which ends its name; else 0
 * @param opener starts its program
 */
public record Contender(String name, String group, int size, Opener opener) {
    /** The group of what is judged. */
    public static final String OURS = "ours";

    public Contender(String name, String group, Opener opener) {
        this(name, group, 0, opener);
    }

    /** Returns the same one, as one of several that differ in size only. */
    public Contender sized(int number) {
        return new Contender(name, group, number, opener);
    }

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
