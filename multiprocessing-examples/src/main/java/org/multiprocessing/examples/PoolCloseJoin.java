package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/** Ends a pool in good order: what was given is done, and nothing more is taken. */
class PoolCloseJoin {
    static int task(int number) throws InterruptedException {
        Thread.sleep(50);
        return number * 10;
    }

    static void main() throws InterruptedException {
        var pool = pool(2);
        var results = IntStream.range(0, 10)
                .mapToObj(i -> pool.applyAsync(PoolCloseJoin::task, i))
                .toList();
        pool.shutdown(); // Python's close(); close() itself also waits, as does the end of a try statement
        try {
            pool.apply(PoolCloseJoin::task, 10);
        } catch (RejectedExecutionException e) {
            IO.println(e.getMessage());
        }
        pool.join();
        results.forEach(result -> IO.println(result.join()));
        IO.println("workers: " + pool.workers().size());
    }
}
