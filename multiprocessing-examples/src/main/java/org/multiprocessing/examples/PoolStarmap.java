package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;

/** Spreads tuples over the parameters of a function. */
class PoolStarmap {
    static int multiply(int a, int b) {
        return a * b;
    }

    static int volume(int length, int width, int height) {
        return length * width * height;
    }

    static void main() throws InterruptedException {
        try (var pool = pool(3)) {
            IO.println(pool.starmap(PoolStarmap::multiply, List.of(args(1, 2), args(3, 4), args(5, 6))));
            IO.println(pool.starmap(PoolStarmap::volume, List.of(args(1, 2, 3), args(4, 5, 6))));
        }
    }
}
