package org.multiprocessing.examples;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many processors two busy threads get, beside whatever else runs on this machine. */
final class ProcessorShare {
    private static final long NANOS = Duration.ofMillis(500).toNanos();

    private ProcessorShare() {}

    /** Returns a number between 0 and 2. */
    static double measure() throws Exception {
        Callable<Double> busy = ProcessorShare::ofThisThread;
        double all = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Double> one : threads.invokeAll(List.of(busy, busy))) {
                all += one.get();
            }
        }
        return all;
    }

    private static double ofThisThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS) {
            Thread.onSpinWait();
        }
        return (double) (threads.getCurrentThreadCpuTime() - cpu) / (System.nanoTime() - start);
    }
}
