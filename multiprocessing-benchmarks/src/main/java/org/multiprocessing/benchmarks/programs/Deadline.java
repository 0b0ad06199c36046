package org.multiprocessing.benchmarks.programs;

import java.util.concurrent.TimeUnit;

/** How long one may spin for another JVM: if that one has died, this one must not keep a processor for ever. */
final class Deadline {
    private static final int LOOKS = 1 << 20;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(20);

    private long begin;
    private int looks;

    /** Says that what was waited for has come. */
    void reset() {
        looks = 0;
    }

    /** Says that it has not; to be called between two looks. */
    void spin() {
        Thread.onSpinWait();
        if (++looks % LOOKS == 0) {
            long now = System.nanoTime();
            if (looks == LOOKS) {
                begin = now;
            } else if (now - begin > NANOS) {
                throw new IllegalStateException("the other JVM does nothing any more");
            }
        }
    }
}
