package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.memory.IntValue;

/** Counts in shared memory: two processes a hundred times each under the counter's guard, then five once each, atomically. */
class SharedCounter {
    static void countHundred(IntValue counter) {
        for (int i = 0; i < 100; i++) {
            try (var _ = counter.hold()) {
                counter.set(counter.get() + 1);
            }
        }
    }

    static void countOne(IntValue counter) {
        counter.incrementAndGet();
    }

    static void main() throws InterruptedException {
        var hundreds = intValue(0);
        joinAll(IntStream.range(0, 2)
                .mapToObj(_ -> process(SharedCounter::countHundred, hundreds).start())
                .toList());
        IO.println("two processes, a hundred times each: " + hundreds.get());

        var ones = intValue(0);
        joinAll(IntStream.range(0, 5)
                .mapToObj(_ -> process(SharedCounter::countOne, ones).start())
                .toList());
        IO.println("five processes, once each: " + ones.get());
    }
}
