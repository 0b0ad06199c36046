package org.multiprocessing.sync;

/**
 * A {@link Semaphore} that never has more permits than it began with: a release too many is a mistake, and throws
 * {@link IllegalStateException}, also when it is another process's.
 */
public interface BoundedSemaphore extends Semaphore {
    /**
     * Returns how many permits it has when nobody holds any.
     *
     * @return the number of permits that it was made with
     */
    int bound();
}
