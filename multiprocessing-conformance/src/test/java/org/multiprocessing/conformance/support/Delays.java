package org.multiprocessing.conformance.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The few times that tests use, all scaled by {@code -Dmultiprocessing.tests.delayFactor} for slow machines.
 *
 * <p>{@link #SHORT} and {@link #SMALL} are how long something lasts, {@link #MEDIUM} and {@link #LONG} how long a test
 * waits for it.
 */
public final class Delays {
    private static final double FACTOR =
            Double.parseDouble(System.getProperty("multiprocessing.tests.delayFactor", "1"));

    /** How long nothing must happen, where a mistake would show soon; how long a task takes that takes a while. */
    public static final Duration SHORT = within(Duration.ofMillis(50));

    /** Longer than the hiccups of a busy machine; a time limit for a task that will not end by itself. */
    public static final Duration SMALL = within(Duration.ofMillis(400));

    /** Longer than the start of a few JVMs; a time limit for a task that must keep it. */
    public static final Duration MEDIUM = within(Duration.ofSeconds(3));

    /** How long a test waits for what must happen. */
    public static final Duration LONG = within(Duration.ofSeconds(20));

    /** The same, where many JVMs are started one after the other for it. */
    public static final Duration LONGEST = within(Duration.ofSeconds(80));

    private Delays() {}

    /** Returns the bound for something that must have happened within a promised time on a machine of usual speed. */
    public static Duration within(Duration promised) {
        return Duration.ofNanos((long) (promised.toNanos() * FACTOR));
    }

    /** Lets time pass, for tasks that take a while; an interrupt does not end it, and is kept. */
    public static void pass(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        boolean interrupted = false;
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
