package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

/** Has a worker do one thing at a time, and waits for each result. */
class PoolApply {
    static long factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    static void main() throws InterruptedException {
        try (var pool = pool(2)) {
            IO.println(pool.apply(PoolApply::factorial, 10));
            IO.println(pool.apply(String::repeat, "la", 3));
            long pid = pool.apply(() -> currentProcess().pid());
            IO.println("in another process: " + (pid != currentProcess().pid()));
        }
    }
}
