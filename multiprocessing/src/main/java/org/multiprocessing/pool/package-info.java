/**
 * Start here: {@link org.multiprocessing.pool.Pool}, an {@code ExecutorService} whose workers are processes, and
 * {@link org.multiprocessing.pool.Outcome}, what becomes of a task.
 *
 * <pre>
 *  caller's threads                 |                            | worker JVM
 *   map, submit ... : encode ---&gt; Dispatcher: pending --assign---+--&gt; tasks ring --&gt; WorkerLoop: decode, run, encode
 *   next, get: help to poll  &lt;--- outcomes &lt;---- poll ------------+--- results ring &lt;--+
 *                                   ^                            |
 *  pump thread: sleeps on the pool's bell, polls when nobody else does; sees deaths and time limits
 * </pre>
 *
 * <p>Each worker has a segment of shared memory of its own, with a ring of bytes each way: no worker can hold anything that
 * another one needs. The parent assigns, so it always knows who has what. A worker says in its segment which task it has
 * begun; when it dies, that task gets the outcome, those not begun go to another worker, and finished ones stand, since
 * their results are in the ring, which outlives the worker.
 *
 * <p>Arguments are encoded by the thread that gives the task, results decoded by the thread that takes them off the ring,
 * outside the lock. Callbacks run on an executor.
 */
@NullMarked
package org.multiprocessing.pool;

import org.jspecify.annotations.NullMarked;
