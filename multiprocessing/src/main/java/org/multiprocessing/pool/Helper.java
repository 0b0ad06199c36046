package org.multiprocessing.pool;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A caller that polls in the pump's place while it waits, which saves two changes of thread when the outcome is near. While there
 * is one, the workers need not wake the pump, so it enters before it gives the work that it will wait for. It must leave before it
 * parks or returns. Used by one thread.
 */
final class Helper {
    private static final long PATIENCE_NANOS = 50_000;
    private static final boolean HELPS = Runtime.getRuntime().availableProcessors() > 1;

    private final Dispatcher dispatcher;
    private boolean entered;

    Helper(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    void enter() {
        if (HELPS && !entered) {
            entered = true;
            dispatcher.helperEntered();
        }
    }

    void leave() {
        if (entered) {
            entered = false;
            dispatcher.helperLeft();
        }
    }

    boolean isEntered() {
        return entered;
    }

    /** Leaves its processor to the workers where they need it, and have enough to do meanwhile. */
    private void pause() {
        long nanos = dispatcher.pauseNanos();
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        } else {
            Thread.onSpinWait();
        }
    }

    /**
     * Polls until the condition holds, nothing has come for a while, the caller is interrupted, or the deadline, by
     * {@code System.nanoTime}, has passed; returns whether it holds.
     */
    boolean pollUntil(BooleanSupplier condition, long deadline) {
        if (condition.getAsBoolean() || !entered) {
            return condition.getAsBoolean();
        }
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            boolean polled = dispatcher.tryPoll();
            if (condition.getAsBoolean()) {
                return true;
            }
            long now = System.nanoTime();
            if (polled) {
                until = now + PATIENCE_NANOS;
            } else if (now - until > 0) {
                return false;
            }
            if ((deadline != Long.MAX_VALUE && now - deadline >= 0)
                    || Thread.currentThread().isInterrupted()) {
                return false; // also where there is always something to poll, of others
            }
            pause();
        }
    }
}
