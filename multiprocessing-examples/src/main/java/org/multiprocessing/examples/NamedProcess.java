package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Gives a process a name. */
class NamedProcess {
    static void task() {
        IO.println("in the child: " + currentProcess().name());
    }

    static void main() throws InterruptedException {
        var process = process(NamedProcess::task, o -> o.withName("MyProcess")).start();
        process.join();
        IO.println("in the parent: " + process.name());
    }
}
