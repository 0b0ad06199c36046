package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.stream.IntStream;

/** Increments ten numbers with three workers, and cubes ten with the default pool, also ten at a time. */
final class PoolMap {
    private PoolMap() {}

    static int increment(int number) {
        return number + 1;
    }

    public static void main(String... args) throws InterruptedException {
        try (var pool = pool(3)) {
            System.out.println(
                    pool.map(PoolMap::increment, IntStream.range(0, 10).boxed()));
        }
        try (var pool = pool()) {
            System.out.println(pool.map(n -> n * n * n, IntStream.range(0, 10).boxed()));
            var tens = pool.tasks(t -> t.withChunkSize(10));
            System.out.println(tens.map(n -> n * n * n, IntStream.range(0, 10).boxed()));
        }
    }
}
