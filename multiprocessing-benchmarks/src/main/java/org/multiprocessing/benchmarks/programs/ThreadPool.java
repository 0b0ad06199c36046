package org.multiprocessing.benchmarks.programs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The JDK's thread pool and an empty function: what a pool costs inside one JVM. */
public final class ThreadPool {
    private ThreadPool() {}

    /** Takes {@code map} for items per second or {@code apply} for microseconds for each, the number of threads, and of tasks. */
    public static void main(String... arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[2]);
        try (ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]))) {
            if (arguments[0].equals("map")) {
                List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
                Served.serve(() -> Served.rate(tasks, () -> map(pool, numbers)));
            } else {
                Served.serve(() -> Served.micros(tasks, () -> {
                    for (int i = 0; i < tasks; i++) {
                        pool.submit(identity(i)).get();
                    }
                }));
            }
        }
    }

    private static List<Integer> map(ExecutorService pool, List<Integer> numbers) throws InterruptedException {
        return pool.invokeAll(numbers.stream().map(ThreadPool::identity).toList()).stream()
                .map(Future::resultNow)
                .toList();
    }

    private static Callable<Integer> identity(Integer number) {
        return () -> Work.identity(number);
    }
}
