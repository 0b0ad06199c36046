package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Semaphore;

/** Lets at most two of a pool's ten tasks do something at the same time. The semaphore goes straight into the tasks. */
class ManagedSemaphoreInPool {
    static void task(Semaphore limit, int number) throws InterruptedException {
        try (var _ = limit.hold()) {
            IO.println(number + " is inside");
            Thread.sleep((long) (Math.random() * 100));
            IO.println(number + " goes");
        }
    }

    static void main() throws InterruptedException {
        var limit = semaphore(2);
        try (var pool = pool(4)) {
            pool.forEach(i -> task(limit, i), IntStream.range(0, 10).boxed().toList());
        }
    }
}
