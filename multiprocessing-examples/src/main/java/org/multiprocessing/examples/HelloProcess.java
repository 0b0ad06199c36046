package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Starts one process that prints a line, and joins it. */
class HelloProcess {
    static void hello(String name) {
        IO.println("hello, " + name + ", from " + currentProcess().name());
    }

    static void main() throws InterruptedException {
        var process = process(HelloProcess::hello, "world").start();
        process.join();
        IO.println(
                process.name() + " ended with exit code " + process.exitCode().getAsInt());
    }
}
