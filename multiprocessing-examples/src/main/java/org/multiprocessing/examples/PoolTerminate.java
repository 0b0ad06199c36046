package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.time.Duration;
import java.util.concurrent.Future.State;
import java.util.stream.IntStream;

/** Ends a pool at once, whatever its workers do. */
class PoolTerminate {
    static int task(int number) throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
        return number;
    }

    static void main() throws InterruptedException {
        var pool = pool(2);
        var results = IntStream.range(0, 10)
                .mapToObj(i -> pool.applyAsync(PoolTerminate::task, i))
                .toList();
        long begin = System.nanoTime();
        pool.terminate();
        pool.join();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        IO.println("ended within 5 s: " + (took.toSeconds() < 5));
        IO.println("cancelled: "
                + results.stream().filter(r -> r.state() == State.CANCELLED).count());
    }
}
