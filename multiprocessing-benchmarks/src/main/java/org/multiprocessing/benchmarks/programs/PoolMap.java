package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Tasks;

/** Ours: maps an empty function; items per second. */
public final class PoolMap {
    private PoolMap() {}

    /** Takes the number of workers and of items, and optionally the size of chunks. */
    public static void main(String... arguments) throws Exception {
        int items = Integer.parseInt(arguments[1]);
        List<Integer> numbers = IntStream.range(0, items).boxed().toList();
        try (Pool pool = pool(Integer.parseInt(arguments[0]))) {
            Tasks tasks =
                    arguments.length > 2 ? pool.tasks(t -> t.withChunkSize(Integer.parseInt(arguments[2]))) : pool;
            Served.serve(() -> Served.rate(items, () -> tasks.map(Work::identity, numbers)));
        }
    }
}
