package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Event;

/** Takes results in the order of the items while the last task still runs. */
class PoolImap {
    static final int LAST = 9;

    static int square(int number, Event seen) throws InterruptedException {
        if (number == LAST) {
            seen.await();
            IO.println("the last task ends");
        }
        return number * number;
    }

    static void main() {
        var seen = event();
        var numbers = IntStream.rangeClosed(0, LAST).boxed().toList();
        try (var pool = pool(2);
                var squares = pool.imap(n -> square(n, seen), numbers)) {
            for (int square : squares) {
                IO.println(square);
                seen.set();
            }
        }
    }
}
