package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Event;

/** Takes results as they come: the first task is done last, since it waits until another one's result has been seen. */
class PoolImapUnordered {
    static int square(int number, Event seen) throws InterruptedException {
        if (number == 0) {
            seen.await();
            IO.println("the slow task ends");
        }
        return number * number;
    }

    static void main() {
        var seen = event();
        var numbers = IntStream.range(0, 10).boxed().toList();
        try (var pool = pool(2);
                var squares = pool.imapUnordered(n -> square(n, seen), numbers)) {
            for (int square : squares) {
                IO.println(square);
                seen.set();
            }
        }
    }
}
