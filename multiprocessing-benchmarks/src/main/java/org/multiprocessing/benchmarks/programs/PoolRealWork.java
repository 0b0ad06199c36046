package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.pool.Pool;

/** Ours: maps real work over all cores; the milliseconds for all of it. */
public final class PoolRealWork {
    private PoolRealWork() {}

    /** Takes the number of workers, of tasks, and of steps in each. */
    public static void main(String... arguments) throws Exception {
        int steps = Integer.parseInt(arguments[2]);
        List<Integer> seeds =
                IntStream.range(0, Integer.parseInt(arguments[1])).boxed().toList();
        try (Pool pool = pool(Integer.parseInt(arguments[0]))) {
            Served.serve(() -> Served.millis(() -> pool.map(seed -> Spin.work(seed, steps), seeds)));
        }
    }
}
