package org.multiprocessing.benchmarks.programs;

import java.io.IOException;

/** A Java program that waits until it is told to end. */
public final class BareWaiter {
    private BareWaiter() {}

    public static void main(String... arguments) throws IOException {
        int _ = System.in.read();
    }
}
