package org.multiprocessing.benchmarks.programs;

import java.util.List;
import java.util.stream.IntStream;

/** The same real work in a parallel stream; the milliseconds for all of it. */
public final class StreamRealWork {
    private StreamRealWork() {}

    /** Takes the number of tasks, and of steps in each. */
    public static void main(String... arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        Served.serve(() -> Served.millis(() -> work(tasks, steps)));
    }

    private static List<Long> work(int tasks, int steps) {
        return IntStream.range(0, tasks)
                .parallel()
                .mapToObj(seed -> Spin.work(seed, steps))
                .toList();
    }
}
