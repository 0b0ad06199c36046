package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;

/** Does the same work one piece after the other and in processes, and compares the times. */
class SerialVersusParallel {
    static final int PIECES = 4;

    static void countPrimes() {
        int count = 0;
        for (int n = 2; n < 4_000_000; n++) {
            int divisor = 2;
            while (divisor * divisor <= n && n % divisor != 0) {
                divisor++;
            }
            if (divisor * divisor > n) {
                count++;
            }
        }
        IO.println(count + " primes");
    }

    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void main() throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < PIECES; i++) {
            countPrimes();
        }
        double serial = secondsSince(start);

        start = System.nanoTime();
        joinAll(IntStream.range(0, PIECES)
                .mapToObj(_ -> process(SerialVersusParallel::countPrimes).start())
                .toList());
        double parallel = secondsSince(start);

        IO.println("serial:     %.2f s".formatted(serial));
        IO.println("parallel:   %.2f s".formatted(parallel));
        IO.println("difference: %.2f s".formatted(serial - parallel));
        IO.println("ratio:      %.2f".formatted(serial / parallel));
    }
}
