package org.multiprocessing.benchmarks.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The measured side of a program that takes samples when it is told to. */
final class Served {
    /** How often a process does something until it is compiled, at least: for programs whose samples are too small or too many share them. */
    static final int WARM_UP = 200_000;

    private Served() {}

    /** Takes one sample. */
    @FunctionalInterface
    interface Sample {
        double take() throws Exception;
    }

    /** Does something whose time is measured. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Answers until the input ends. */
    static void serve(Sample sample) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.startsWith("warm ")) {
                warmUp(sample, Double.parseDouble(line.substring("warm ".length())));
                System.out.println("warm");
            } else {
                System.out.println("value " + sample.take());
            }
        }
    }

    private static void warmUp(Sample sample, double seconds) throws Exception {
        long until = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        do {
            sample.take();
        } while (System.nanoTime() < until);
    }

    static long nanos(Step step) throws Exception {
        long begin = System.nanoTime();
        step.run();
        return System.nanoTime() - begin;
    }

    /** Returns items per second. */
    static double rate(int items, Step step) throws Exception {
        return items * 1e9 / nanos(step);
    }

    /** Returns nanoseconds for each item. */
    static double nanosEach(int items, Step step) throws Exception {
        return (double) nanos(step) / items;
    }

    /** Returns microseconds for each item. */
    static double micros(int items, Step step) throws Exception {
        return nanos(step) / 1e3 / items;
    }

    static double millis(Step step) throws Exception {
        return nanos(step) / 1e6;
    }

    /** A figure of additions some of which got lost is none. */
    static void requireSum(long seen, long wanted) {
        if (seen != wanted) {
            throw new IllegalStateException("the value is " + seen + " after " + wanted + " additions of 1");
        }
    }

    /** Nor is one of messages some of which are others than were sent. */
    static void requireEcho(long seen, long sent) {
        if (seen != sent) {
            throw new IllegalStateException("sent " + sent + ", got back " + seen);
        }
    }

    /** Waits until the input ends: for a program that is only there. */
    static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is asked of it
        }
    }
}
