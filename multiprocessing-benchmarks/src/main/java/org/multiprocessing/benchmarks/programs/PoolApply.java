package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import org.multiprocessing.pool.Pool;

/** Ours: applies an empty function, one task at a time; microseconds for each. */
public final class PoolApply {
    private PoolApply() {}

    /** Takes the number of workers and of tasks. */
    public static void main(String... arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[1]);
        try (Pool pool = pool(Integer.parseInt(arguments[0]))) {
            Served.serve(() -> Served.micros(tasks, () -> {
                for (int i = 0; i < tasks; i++) {
                    pool.apply(Work::identity, i);
                }
            }));
        }
    }
}
