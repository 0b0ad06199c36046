package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.joinAll;
import static org.multiprocessing.Multiprocessing.process;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.process.Process;

/** Ours: starts empty processes without waiting for any of them, and joins them all; the milliseconds for each. */
public final class StartMany {
    private StartMany() {}

    /** Takes the number of processes. */
    public static void main(String... arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        Served.serve(() -> Served.millis(() -> startAndJoin(number)) / number);
    }

    private static void startAndJoin(int number) throws InterruptedException {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(process(Work::nothing).start());
        }
        joinAll(all);
    }
}
