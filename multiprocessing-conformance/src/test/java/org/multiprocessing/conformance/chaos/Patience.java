package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for minutes in which this program runs. Time in which it is stopped, or gets no processor, does not count: what must come
 * could not have come then.
 */
final class Patience {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long TICK_NANOS = 50_000_000;
    private static final AtomicLong TICKS = new AtomicLong();

    static {
        Thread.ofPlatform().daemon().name("chaos-clock").start(() -> {
            while (true) {
                LockSupport.parkNanos(TICK_NANOS);
                TICKS.incrementAndGet();
            }
        });
    }

    private final long end = TICKS.get() + LIMIT.toNanos() / TICK_NANOS;

    /** Something to wait for; returns whether it has come. */
    interface Wait {
        boolean within(Duration time) throws Exception;
    }

    /** Returns whether there was time enough. */
    boolean isOver() {
        return TICKS.get() > end;
    }

    /** Waits for something; returns whether it has come. */
    static boolean comes(Wait wait) throws Exception {
        Patience patience = new Patience();
        while (!wait.within(STEP)) {
            if (patience.isOver()) {
                return false;
            }
        }
        return true;
    }
}
