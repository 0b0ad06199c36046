package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Semaphore;

/** Lets at most two of ten processes do something at the same time. */
class SemaphoreLimit {
    static void task(Semaphore limit, int number, int millis) throws InterruptedException {
        try (var _ = limit.hold()) {
            IO.println(number + " is inside, for " + millis + " ms");
            Thread.sleep(millis);
            IO.println(number + " goes");
        }
    }

    static void main() throws InterruptedException {
        var limit = semaphore(2);
        joinAll(IntStream.range(0, 10)
                .mapToObj(i -> process(SemaphoreLimit::task, limit, i, (int) (Math.random() * 300))
                        .start())
                .toList());
    }
}
