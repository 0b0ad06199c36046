package org.multiprocessing.sync;

/**
 * A reentrant {@link Lock}: the thread that holds it can take it again, and must release it as often. Only that thread can
 * release it; any other gets an {@link IllegalMonitorStateException}.
 */
public interface RLock extends Lock {
    /**
     * Returns how often the calling thread has taken the lock without having released it.
     *
     * @return 0 if it does not hold the lock
     */
    int getHoldCount();
}
