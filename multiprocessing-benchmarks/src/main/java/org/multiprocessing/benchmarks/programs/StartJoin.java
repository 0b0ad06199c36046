package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.context;

import org.multiprocessing.Context;
import org.multiprocessing.process.StartMethod;

/** Ours: starts empty processes one after the other; the milliseconds for each. */
public final class StartJoin {
    private StartJoin() {}

    /** Takes the start method, the number of processes for each sample, and the pause between two of them in milliseconds. */
    public static void main(String... arguments) throws Exception {
        Context context = context(StartMethod.valueOf(arguments[0]));
        int times = Integer.parseInt(arguments[1]);
        int pauseMillis = Integer.parseInt(arguments[2]);
        Served.serve(() -> {
            double millis = 0;
            for (int i = 0; i < times; i++) {
                millis += Served.millis(() -> startAndJoin(context));
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
            return millis / times;
        });
    }

    private static void startAndJoin(Context context) throws InterruptedException {
        context.process(Work::nothing).start().join();
    }
}
