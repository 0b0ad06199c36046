package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import org.multiprocessing.pool.Pool;

/** Ours: a fresh program that prints the first result of a pool. */
public final class FirstResult {
    private FirstResult() {}

    /** Takes the number of workers. */
    public static void main(String... arguments) throws InterruptedException {
        try (Pool pool = pool(Integer.parseInt(arguments[0]))) {
            Integer result = pool.apply(Work::identity, 42);
            System.out.print("first "); // not joined to the result: that would load what is no part of what is measured
            System.out.println(result);
        }
    }
}
