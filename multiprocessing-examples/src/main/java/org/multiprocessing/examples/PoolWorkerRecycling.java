package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.TreeSet;
import java.util.stream.IntStream;

/** Replaces each worker by a fresh one after two tasks. */
class PoolWorkerRecycling {
    static void main() throws InterruptedException {
        int workers = 3;
        try (var pool = pool(workers, o -> o.withMaxTasksPerChild(2))) {
            var pids =
                    pool.map(_ -> currentProcess().pid(), IntStream.range(0, 10).boxed());
            var distinct = new TreeSet<>(pids);
            IO.println(pids.size() + " tasks, " + workers + " workers at a time, " + distinct.size() + " in all");
        }
    }
}
