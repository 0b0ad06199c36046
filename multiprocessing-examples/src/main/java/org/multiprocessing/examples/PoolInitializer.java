package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;

/** Has each worker prepare something once, which its tasks find there. */
class PoolInitializer {
    static long preparedBy;

    static void prepare() {
        preparedBy = currentProcess().pid();
        IO.println("a worker prepares itself");
    }

    static String task(int number) {
        return number + (preparedBy == currentProcess().pid() ? " finds" : " misses") + " what was prepared";
    }

    static void main() throws InterruptedException {
        try (var pool = pool(2, o -> o.withInitializer(PoolInitializer::prepare))) {
            pool.map(PoolInitializer::task, IntStream.range(0, 10).boxed()).forEach(IO::println);
        }
    }
}
