package org.multiprocessing.benchmarks.programs;

import java.util.List;
import java.util.stream.IntStream;

/** The same real work in one thread, divided by the number of cores: what no program can undercut. */
public final class IdealRealWork {
    private IdealRealWork() {}

    /** Takes the number of cores, of tasks, and of steps in each. */
    public static void main(String... arguments) throws Exception {
        int cores = Integer.parseInt(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        Served.serve(() -> Served.millis(() -> work(tasks, steps)) / cores);
    }

    private static List<Long> work(int tasks, int steps) {
        return IntStream.range(0, tasks)
                .mapToObj(seed -> Spin.work(seed, steps))
                .toList();
    }
}
