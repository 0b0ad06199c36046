package org.multiprocessing.examples;

import static java.time.Duration.ofSeconds;
import static org.multiprocessing.Multiprocessing.*;

/** Joins a process that computes for some seconds, one second at a time. */
class JoinWithTimeout {
    static void compute(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    static void main() throws InterruptedException {
        var process = process(JoinWithTimeout::compute, 2.5).start();
        while (!process.join(ofSeconds(1))) {
            IO.println("still running, exit code " + process.exitCode());
        }
        IO.println("ended, exit code " + process.exitCode());
    }
}
