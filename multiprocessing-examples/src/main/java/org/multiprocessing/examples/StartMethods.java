package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;
import static org.multiprocessing.process.StartMethod.*;

/** Lists the start methods, sets the default, and starts a process through a context of its own. */
class StartMethods {
    static void task() {
        IO.println("hello from " + currentProcess().name());
    }

    static void main() throws InterruptedException {
        IO.println("there are " + startMethods());
        IO.println("the default is " + startMethod());

        setStartMethod(SPAWN);
        IO.println("now it is " + startMethod());
        try {
            setStartMethod(FORK);
        } catch (IllegalStateException e) {
            IO.println(e.getMessage());
        }
        replaceStartMethod(FORK);
        IO.println("now it is " + startMethod());

        var context = context(FORKSERVER);
        IO.println("a context with " + context.startMethod());
        context.process(StartMethods::task).start().join();
    }
}
