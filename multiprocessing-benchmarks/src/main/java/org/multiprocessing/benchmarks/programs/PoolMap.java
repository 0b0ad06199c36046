package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.pool.Pool;

/** Ours: maps an empty function; items per second. */
public final class PoolMap {
    private PoolMap() {}

    /** Takes the number of workers and of items. */
    public static void main(String... arguments) throws Exception {
        int items = Integer.parseInt(arguments[1]);
        List<Integer> numbers = IntStream.range(0, items).boxed().toList();
        try (Pool pool = pool(Integer.parseInt(arguments[0]))) {
            Served.serve(() -> Served.rate(items, () -> pool.map(Work::identity, numbers)));
        }
    }
}
