package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Lists five active children, and prints the current process and its parent, in main and in a child. */
class CurrentParentChildren {
    static void printFamily() {
        IO.println("current " + currentProcess() + ", parent " + parentProcess());
    }

    static void main() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            process(() -> Thread.sleep(2_000)).start();
        }
        for (var child : activeChildren()) {
            IO.println("active: " + child.name() + ", pid " + child.pid());
        }
        joinAll(activeChildren());
        IO.println("active after join: " + activeChildren());

        printFamily();
        process(CurrentParentChildren::printFamily).start().join();
    }
}
