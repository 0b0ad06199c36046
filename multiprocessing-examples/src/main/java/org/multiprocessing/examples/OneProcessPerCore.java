package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;

/** Starts as many processes as there are processors, and joins them all. */
class OneProcessPerCore {
    static void task(int number) {
        IO.println("task " + number);
    }

    static void main() throws InterruptedException {
        var processes = IntStream.range(0, cpuCount())
                .mapToObj(i -> process(OneProcessPerCore::task, i).start())
                .toList();
        joinAll(processes);
        for (var process : processes) {
            IO.println(process.name() + " ended with exit code "
                    + process.exitCode().getAsInt());
        }
    }
}
