package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;

/** Increments ten numbers with three workers, and cubes ten with the default pool, also ten at a time. */
class PoolMap {
    static int increment(int number) {
        return number + 1;
    }

    static void main() throws InterruptedException {
        try (var pool = pool(3)) {
            IO.println(pool.map(PoolMap::increment, IntStream.range(0, 10).boxed()));
        }
        try (var pool = pool()) {
            IO.println(pool.map(n -> n * n * n, IntStream.range(0, 10).boxed()));
            var tens = pool.tasks(t -> t.withChunkSize(10));
            IO.println(tens.map(n -> n * n * n, IntStream.range(0, 10).boxed()));
        }
    }
}
