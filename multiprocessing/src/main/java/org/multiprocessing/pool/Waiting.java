package org.multiprocessing.pool;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a caller waits for an outcome: it helps to poll for a moment, which saves two changes of thread when the outcome is
 * near, and then parks until the pump or another caller has polled it. One thread waits at a time.
 */
final class Waiting {
    private static final long HELP_NANOS = 50_000;
    private static final boolean HELPS = Runtime.getRuntime().availableProcessors() > 1;

    private final Dispatcher dispatcher;
    private volatile @Nullable Thread waiter;

    Waiting(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Waits until ready.
     *
     * @param deadline by {@code System.nanoTime}; Long.MAX_VALUE for none
     * @return false if the deadline passed first
     */
    boolean await(BooleanSupplier ready, long deadline) throws InterruptedException {
        if (help(dispatcher, ready)) {
            return true;
        }
        waiter = Thread.currentThread();
        try {
            while (!ready.getAsBoolean()) { // looked at after the waiter is announced: no signal is missed
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (deadline == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    LockSupport.parkNanos(this, left);
                }
            }
            return true;
        } finally {
            waiter = null;
        }
    }

    /** Polls in the pump's place, as long as that brings something; returns whether the caller's condition holds then. */
    static boolean help(Dispatcher dispatcher, BooleanSupplier ready) {
        if (ready.getAsBoolean() || !HELPS) {
            return ready.getAsBoolean();
        }
        dispatcher.bell().disarm(); // while this thread polls, the workers need not wake the pump
        try {
            long until = System.nanoTime() + HELP_NANOS;
            while (true) {
                boolean polled = dispatcher.tryPoll();
                if (ready.getAsBoolean()) {
                    return true;
                }
                long now = System.nanoTime();
                if (polled) {
                    until = now + HELP_NANOS;
                } else if (now - until > 0) {
                    return false;
                }
                Thread.onSpinWait();
            }
        } finally {
            dispatcher.bell().arm();
            dispatcher.poll(); // what came before the bell was armed again
        }
    }

    /** Wakes the waiter, after what it waits for has been made visible. */
    @SuppressWarnings("ReferenceEquality") // is it this very thread?
    void signal() {
        Thread thread = waiter;
        if (thread != null && thread != Thread.currentThread()) {
            LockSupport.unpark(thread);
        }
    }
}
