package org.multiprocessing.benchmarks.programs;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** PP4J: invokes all of many empty functions; items per second. */
public final class PeerMap {
    private PeerMap() {}

    /** Takes the number of workers and of items. */
    public static void main(String... arguments) throws Exception {
        int items = Integer.parseInt(arguments[1]);
        try (ExecutorService pool = PeerPool.open(Integer.parseInt(arguments[0]))) {
            Served.serve(() -> Served.rate(items, () -> {
                List<PeerPool.Task> tasks =
                        IntStream.range(0, items).mapToObj(PeerPool::identity).toList();
                for (Future<Integer> result : pool.invokeAll(tasks)) {
                    result.get();
                }
            }));
        }
    }
}
