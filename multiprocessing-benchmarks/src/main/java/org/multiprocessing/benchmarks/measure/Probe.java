package org.multiprocessing.benchmarks.measure;

/** One contender's program, made ready to be measured again and again. Used by one thread. */
public interface Probe extends AutoCloseable {
    /**
     * Does what is measured until compilers and caches have settled.
     *
     * @throws Exception if the program fails or misses its deadline
     */
    void warmUp() throws Exception;

    /**
     * Takes one sample.
     *
     * @return the figure, in the row's unit
     * @throws Exception if the program fails or misses its deadline
     */
    double measure() throws Exception;

    /** Ends the program, and what it started. */
    @Override
    void close();
}
