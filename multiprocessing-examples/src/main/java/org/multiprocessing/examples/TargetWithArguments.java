package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Passes arguments to a process, which prints its name, its pid and the values. */
class TargetWithArguments {
    static void task(String text, int number) {
        IO.println(currentProcess().name() + ", pid " + currentProcess().pid() + ", got " + text + " and " + number);
    }

    static void main() throws InterruptedException {
        IO.println(currentProcess().name() + ", pid " + currentProcess().pid());
        process(TargetWithArguments::task, "a text", 42).start().join();
    }
}
