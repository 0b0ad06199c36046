package org.multiprocessing.pool;

import java.time.Duration;
import java.util.function.Consumer;

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
     * Interrupts a task a while before its time limit kills it, so that it can end by itself; its {@link Cancellation} says so,
     * too. What the task returns or throws until the limit is its outcome. Without a time limit there is no interrupt.
     *
     * @param softLimit how long before the limit
     * @return the changed copy
     */
    TaskOptions withGrace(Duration softLimit);

    /**
     * Says how often a task is tried again after a worker died under it. The default is 0, since a task that ran half may have
     * done something. Other failures are not retried; see {@link #withRetries(RetryPolicy)}.
     *
     * @param afterWorkerDeath from 0
     * @return the changed copy
     */
    TaskOptions withRetries(int afterWorkerDeath);

    /**
     * Sets how many items of {@code map}, {@code imap} and their kin travel to a worker together. By default the pool measures how
     * long items take, and sends those that take long one by one. How items travel is all that a chunk decides: results, failures,
     * time limits and retries are those of single items, and a result is there as soon as its item has been done.
     * What is read at a time, at most 1,024 items or 256 KiB, bounds a chunk, too.
     *
     * @param items from 1 to 1,048,576
     * @return the changed copy
     */
    TaskOptions withChunkSize(int items);

    /**
     * Says which failures of a task are tried again, how often, and after how long, in place of {@link #withRetries(int)}.
     *
     * @param policy what is tried again
     * @return the changed copy
     */
    TaskOptions withRetries(RetryPolicy policy);

    /**
     * Has a listener told how far a call is: in calls that take many items, such as {@code map} and {@code imap}; of each call
     * by itself. It is called at most ten times a second while items end, and once when the call is over: when all its results
     * are taken, or it is given up. It runs on the pool's callback executor, so it may be called last a moment after the call has
     * returned, one call after the other and in order. While it blocks, it is told nothing, and holds up nothing else; what it
     * throws is logged.
     *
     * @param listener is told
     * @return the changed copy
     */
    TaskOptions withProgress(Consumer<? super Progress> listener);

    /**
     * Shows how far a call is, in one line of the terminal: in calls that take many items, such as {@code map} and {@code imap}.
     * Shows nothing if standard error is not a terminal, or {@code System.err} was replaced. Of several calls at a time, the one
     * that began last is shown.
     *
     * @return the changed copy
     */
    TaskOptions withProgress();

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
