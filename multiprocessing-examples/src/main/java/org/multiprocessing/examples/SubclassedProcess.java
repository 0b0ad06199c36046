package org.multiprocessing.examples;

import org.multiprocessing.process.Process;

/** Extends the class Process, and keeps what it needs in fields that its constructor has set. */
class SubclassedProcess {
    static class Greeter extends Process {
        private static final long serialVersionUID = 1L;

        private final String greeting;
        private final int times;

        Greeter(String greeting, int times) {
            this.greeting = greeting;
            this.times = times;
        }

        @Override
        public void run() {
            for (int i = 1; i <= times; i++) {
                IO.println(name() + " says " + greeting + ", " + i + " of " + times);
            }
        }
    }

    static void main() throws InterruptedException {
        new Greeter("hello", 2).start().join();
    }
}
