package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Is called back with all results, and with the first error. */
class PoolMapAsyncCallbacks {
    static int half(int number) {
        if (number % 2 != 0) {
            throw new IllegalArgumentException(number + " is odd");
        }
        return number / 2;
    }

    static void main() throws InterruptedException {
        var called = new CountDownLatch(2);
        try (var pool = pool(2)) {
            var _ = pool.mapAsync(PoolMapAsyncCallbacks::half, List.of(2, 4, 6, 8))
                    .onSuccess(results -> {
                        IO.println("results: " + results);
                        called.countDown();
                    })
                    .onFailure(error -> IO.println("never seen: " + error));
            var _ = pool.mapAsync(PoolMapAsyncCallbacks::half, List.of(2, 3, 4, 5))
                    .onSuccess(results -> IO.println("never seen: " + results))
                    .onFailure(error -> {
                        IO.println("error: " + error.getCause().getMessage());
                        called.countDown();
                    });
        }
        called.await(); // callbacks have threads of their own, for which the end of main does not wait
    }
}
