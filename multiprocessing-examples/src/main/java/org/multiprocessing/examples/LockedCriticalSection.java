package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Lock;

/** Lets ten processes do something that only one of them may do at a time: they share a lock. */
class LockedCriticalSection {
    static void task(Lock lock, int number, int millis) throws InterruptedException {
        try (var _ = lock.hold()) {
            IO.println(number + " is inside, for " + millis + " ms");
            Thread.sleep(millis);
            IO.println(number + " goes");
        }
    }

    static void main() throws InterruptedException {
        var lock = lock();
        joinAll(IntStream.range(0, 10)
                .mapToObj(i -> process(LockedCriticalSection::task, lock, i, (int) (Math.random() * 200))
                        .start())
                .toList());
    }
}
