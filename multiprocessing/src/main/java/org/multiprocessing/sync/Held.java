package org.multiprocessing.sync;

/**
 * What a {@code try} statement holds of a lock or semaphore: {@code try (var _ = lock.hold()) { ... }}.
 *
 * @see Holdable
 */
public interface Held extends AutoCloseable {
    /**
     * Gives back what was taken; does not block. A second call does nothing, nor does one that comes after the object was freed, or
     * after the owner of a lock has died inside the statement.
     *
     * @throws IllegalMonitorStateException if another thread than the one that took a lock closes it
     */
    @Override
    void close();
}
