package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Asks whether a process is alive before its start, while it runs, and after its end. */
class AliveBeforeAfter {
    static void main() throws InterruptedException {
        var process = process(() -> Thread.sleep(1_000));
        IO.println("before start: " + process.isAlive());
        process.start();
        IO.println("while running: " + process.isAlive());
        process.join();
        IO.println("after join: " + process.isAlive());
    }
}
