package org.multiprocessing.pool;

import java.time.Duration;

/**
 * How tasks are treated. Immutable: each method returns a changed copy; given as a function, as in
 * {@code pool.tasks(t -> t.withTimeout(ofSeconds(5)))}. Every option is about a single item, also in {@code map}.
 */
public sealed interface TaskOptions permits TaskOptionsImpl {
    /**
     * Limits how long a task may run. A task that exceeds it has its worker killed and ends as {@link TaskTimedOut}; the time
     * runs from when the worker begins the task, or, while the worker does not react, from when the task is next in line.
     *
     * @param limit more than zero
     * @return the changed copy
     */
    TaskOptions withTimeout(Duration limit);

    /**
     * Interrupts a task a while before its time limit kills it, so that it can end by itself.
     *
     * @param softLimit how long before the limit
     * @return the changed copy
     */
    TaskOptions withGrace(Duration softLimit);

    /**
     * Says how often a task is tried again after a worker died under it. The default is 0, since a task that ran half may have
     * done something. Other failures are not retried.
     *
     * @param afterWorkerDeath from 0
     * @return the changed copy
     */
    TaskOptions withRetries(int afterWorkerDeath);

    /**
     * Sets how many items of {@code map}, {@code imap} and their kin travel to a worker together. By default the pool measures how
     * long items take, and sends those that take long one by one. How items travel is all that a chunk decides: results, failures,
     * time limits and retries are those of single items, and a result is there as soon as its item has been done.
     *
     * @param items from 1 to 1,048,576
     * @return the changed copy
     */
    TaskOptions withChunkSize(int items);

    /**
     * Bounds how many items of a lazy input are consumed ahead of the results that have been taken.
     *
     * @param items at least 1; by default measured
     * @return the changed copy
     */
    TaskOptions withReadAhead(int items);

    /**
     * Makes {@code map} stop at the first failure: what is queued is cancelled.
     *
     * @return the changed copy
     */
    TaskOptions withFailFast();

    /**
     * Names the tasks, for messages; otherwise they are called after their function.
     *
     * @param name the name
     * @return the changed copy
     */
    TaskOptions withName(String name);
}
