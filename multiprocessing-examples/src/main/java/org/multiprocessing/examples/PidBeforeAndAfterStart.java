package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Prints the pid of a process before and after its start. */
class PidBeforeAndAfterStart {
    static void task() {
        IO.println("in the child: " + currentProcess().pid());
    }

    static void main() throws InterruptedException {
        var process = process(PidBeforeAndAfterStart::task);
        IO.println("before start: " + process.toHandle().map(ProcessHandle::pid));
        process.start();
        IO.println("after start: " + process.pid());
        process.join();
    }
}
