package org.multiprocessing.jcstress;

import java.util.concurrent.TimeUnit;

/**
 * Whether somebody who waits comes when it is let go. One that is not woken looks by itself a tenth of a second after it fell asleep,
 * so a lost wake-up shows only as one that comes late; so does a machine that is busy.
 */
final class Arrival {
    static final int NEVER = 0;
    static final int IN_TIME = 1;
    static final int LATE = 2;

    /** How long one waits that must come: nobody should need it. */
    static final long LIMIT_SECONDS = 20;

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private volatile long letGo = System.nanoTime();

    /** Waits with a limit. */
    interface Wait {
        boolean await(long timeout, TimeUnit unit) throws Exception;
    }

    /** Called just before whatever lets it go. */
    void letGo() {
        letGo = System.nanoTime();
    }

    /** Waits, in an actor that nobody interrupts. */
    int of(Wait wait) {
        long begun = System.nanoTime();
        try {
            if (!wait.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return NEVER;
            }
        } catch (Exception e) {
            throw new AssertionError("the wait failed", e);
        }
        long now = System.nanoTime();
        return Math.min(now - begun, now - letGo) > LATE_NANOS ? LATE : IN_TIME;
    }
}
