package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import org.multiprocessing.process.Process;

/** Prints the exit codes of processes that return, exit, fail, are terminated and are killed. */
class ExitCodes {
    static void work() throws InterruptedException {
        Thread.sleep(1_000);
    }

    static void print(String what, Process process) throws InterruptedException {
        process.join();
        IO.println(what + ": " + process.exitCode());
    }

    static void main() throws InterruptedException {
        var process = process(ExitCodes::work);
        IO.println("before start: " + process.exitCode());
        process.start();
        IO.println("while running: " + process.exitCode());
        print("after join", process);

        print("System.exit(7)", process(() -> System.exit(7)).start());
        print("an exception", process(() -> Integer.parseInt("seven")).start());

        var terminated = process(ExitCodes::work).start();
        terminated.terminate();
        print("terminated", terminated);

        var killed = process(ExitCodes::work).start();
        killed.kill();
        print("killed", killed);
    }
}
