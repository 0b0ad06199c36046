package org.multiprocessing.benchmarks.programs;

import java.util.concurrent.ExecutorService;

/** PP4J: submits an empty function, one task at a time; microseconds for each. */
public final class PeerApply {
    private PeerApply() {}

    /** Takes the number of workers and of tasks. */
    public static void main(String... arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[1]);
        try (ExecutorService pool = PeerPool.open(Integer.parseInt(arguments[0]))) {
            Served.serve(() -> Served.micros(tasks, () -> {
                for (int i = 0; i < tasks; i++) {
                    pool.submit(PeerPool.identity(i)).get();
                }
            }));
        }
    }
}
