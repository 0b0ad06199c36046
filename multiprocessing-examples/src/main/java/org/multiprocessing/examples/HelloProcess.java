package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.process;

/** Starts one process that prints a line, and joins it. */
final class HelloProcess {
    private HelloProcess() {}

    static void hello(String name) {
        System.out.println("hello, " + name + ", from " + currentProcess().name());
    }

    public static void main(String... args) throws InterruptedException {
        var process = process(HelloProcess::hello, "world").start();
        process.join();
        System.out.println(
                process.name() + " ended with exit code " + process.exitCode().orElseThrow());
    }
}
