package org.multiprocessing.conformance.support;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, in place of sleeping. A condition that throws fails the test at once. */
public final class Await {
    private static final long FIRST_PAUSE_NANOS = 500_000;

    /** Many children may be waiting at once, on few processors. */
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private Await() {}

    /** Waits for a condition, at most {@link Delays#LONG}. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, Delays.LONG, condition);
    }

    /** Waits for a condition; after the bound the test fails, with what was waited for. */
    public static void until(String what, Duration bound, Callable<Boolean> condition) throws Exception {
        equal(what, bound, true, condition);
    }

    /** Waits until a value is as expected, at most {@link Delays#LONG}. */
    public static <T> void equal(String what, T expected, Callable<? extends T> actual) throws Exception {
        equal(what, Delays.LONG, expected, actual);
    }

    /** Waits until a value is as expected; after the bound the test fails, with the last value. */
    public static <T> void equal(String what, Duration bound, T expected, Callable<? extends T> actual)
            throws Exception {
        long deadline = System.nanoTime() + bound.toNanos();
        for (long pause = FIRST_PAUSE_NANOS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
            T seen = actual.call();
            if (Objects.equals(seen, expected)) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "waited " + bound + " in vain for: " + what + "; wanted " + expected + ", last seen " + seen);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for: " + what);
            }
            LockSupport.parkNanos(pause);
        }
    }

    /** Waits for something, at most {@link Delays#LONG}; fails with the description if it does not come. */
    public static void join(String what, Thread thread) throws InterruptedException {
        if (!thread.join(Delays.LONG)) {
            AssertionError error = new AssertionError("waited " + Delays.LONG + " in vain for: " + what);
            error.setStackTrace(thread.getStackTrace());
            throw error;
        }
    }
}
