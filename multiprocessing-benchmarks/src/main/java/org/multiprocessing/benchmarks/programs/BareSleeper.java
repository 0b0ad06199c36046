package org.multiprocessing.benchmarks.programs;

import java.io.IOException;

/** A Java program that is only there, until its input ends. */
public final class BareSleeper {
    private BareSleeper() {}

    public static void main(String... arguments) throws IOException {
        System.out.println("up");
        while (System.in.read() >= 0) {
            // nothing is asked of it
        }
    }
}
