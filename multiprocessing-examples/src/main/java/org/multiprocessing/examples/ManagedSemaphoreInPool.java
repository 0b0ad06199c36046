package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Semaphore;

/**
 * Lets at most two of a pool's ten tasks do something at the same time: by a manager's semaphore, as in Python, and by a plain one, which
 * goes straight into the tasks, too.
 */
class ManagedSemaphoreInPool {
    static void task(Semaphore limit, int number) throws InterruptedException {
        try (var _ = limit.hold()) {
            IO.println(number + " is inside");
            Thread.sleep((long) (Math.random() * 100));
            IO.println(number + " goes");
        }
    }

    static void main() throws InterruptedException {
        try (var manager = manager();
                var pool = pool(4)) {
            var managed = manager.semaphore(2);
            var plain = semaphore(2);
            pool.forEach(i -> task(managed, i), IntStream.range(0, 10).boxed().toList());
            pool.forEach(i -> task(plain, i), IntStream.range(0, 10).boxed().toList());
        }
    }
}
