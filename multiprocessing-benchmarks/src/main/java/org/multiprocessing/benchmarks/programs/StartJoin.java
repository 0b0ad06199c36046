package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.process;

/** Ours: starts empty processes one after the other; the milliseconds for each. */
public final class StartJoin {
    private StartJoin() {}

    /** Takes the number of processes for each sample, and the pause between two of them in milliseconds. */
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        int pauseMillis = Integer.parseInt(arguments[1]);
        Served.serve(() -> {
            double millis = 0;
            for (int i = 0; i < times; i++) {
                millis += Served.millis(StartJoin::startAndJoin);
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
            return millis / times;
        });
    }

    private static void startAndJoin() throws InterruptedException {
        process(Work::nothing).start().join();
    }
}
