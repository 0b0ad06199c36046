package org.multiprocessing.pool;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How one thread waits for what other threads signal: it helps to poll for a moment, and then parks. */
final class Waiting {
    private volatile @Nullable Thread waiter;
    private volatile boolean signalled;

    /**
     * Waits until the condition holds. The helper has entered before and after, but not while this parks.
     *
     * @param deadline by {@code System.nanoTime}; Long.MAX_VALUE for none
     * @return false if the deadline passed first
     */
    boolean await(BooleanSupplier condition, Helper helper, long deadline) throws InterruptedException {
        if (helper.pollUntil(condition, deadline)) {
            return true;
        }
        helper.leave();
        try {
            return parkUntil(condition, deadline);
        } finally {
            helper.enter();
        }
    }

    boolean parkUntil(BooleanSupplier condition, long deadline) throws InterruptedException {
        waiter = Thread.currentThread();
        try {
            while (true) {
                // before the look: a signal that comes after it is kept, even if the look parks on a lock
                signalled = false;
                if (condition.getAsBoolean()) {
                    return true;
                }
                if (!parkUntilSignalled(deadline)) {
                    return false;
                }
            }
        } finally {
            waiter = null;
        }
    }

    private boolean parkUntilSignalled(long deadline) throws InterruptedException {
        while (!signalled) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadline == Long.MAX_VALUE) {
                LockSupport.park(this);
                continue;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** Wakes the waiter, after what it waits for has been made visible. */
    @SuppressWarnings("ReferenceEquality") // is it this very thread?
    void signal() {
        Thread thread = waiter;
        if (thread != null && thread != Thread.currentThread()) {
            signalled = true;
            LockSupport.unpark(thread);
        }
    }
}
