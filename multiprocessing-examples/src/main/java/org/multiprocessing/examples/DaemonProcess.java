package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Starts a daemon, which ends when main does; with the argument false, a process that is none, which main waits for. */
class DaemonProcess {
    static void task() throws InterruptedException {
        Thread.sleep(3_000);
        IO.println("the task is done");
    }

    static void main(String[] args) {
        boolean daemon = args.length == 0 || Boolean.parseBoolean(args[0]);
        var process = process(DaemonProcess::task, o -> o.withDaemon(daemon)).start();
        IO.println("a daemon: " + process.isDaemon());
        IO.println("main is done");
    }
}
