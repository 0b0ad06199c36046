package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;
import static org.multiprocessing.process.StartMethod.*;

import java.util.List;

/** Changes a static variable in main and in children: a forked one begins with the value of main, a spawned one does not. */
class InheritedGlobals {
    static String data = "as the class has it";

    static void task() {
        IO.println(startMethod() + " child: " + data);
        data = "as the child has it";
        IO.println(startMethod() + " child: " + data);
    }

    static void main() throws InterruptedException {
        data = "as main has it";
        for (var method : List.of(FORK, SPAWN)) {
            context(method).process(InheritedGlobals::task).start().join();
            IO.println("main: " + data);
        }
    }
}
