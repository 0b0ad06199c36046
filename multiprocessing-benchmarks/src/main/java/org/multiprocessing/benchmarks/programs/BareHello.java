package org.multiprocessing.benchmarks.programs;

/** The smallest Java program. */
public final class BareHello {
    private BareHello() {}

    public static void main(String... arguments) {
        System.out.println("hello");
    }
}
