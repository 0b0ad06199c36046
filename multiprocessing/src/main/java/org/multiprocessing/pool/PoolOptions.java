package org.multiprocessing.pool;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;

/**
 * How a pool is made. Immutable: each method returns a changed copy; given as a function, as in
 * {@code pool(4, o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(256L << 20)))}.
 */
public sealed interface PoolOptions permits PoolOptionsImpl {
    /**
     * Sets what each worker does before its first task, in replacements too. If it throws, the pool stops, and every task ends
     * with that error.
     *
     * @param initializer the function
     * @return the changed copy
     */
    PoolOptions withInitializer(Action initializer);

    /**
     * Replaces a worker by a fresh one after a number of tasks.
     *
     * @param tasks at least 1
     * @return the changed copy
     */
    PoolOptions withMaxTasksPerChild(int tasks);

    /**
     * Sets what runs the callbacks of results and the stages that depend on them. By default each gets a virtual thread.
     *
     * @param executor the executor
     * @return the changed copy
     */
    PoolOptions withCallbackExecutor(Executor executor);

    /**
     * Changes how each worker process is started.
     *
     * @param options changes the options
     * @return the changed copy
     */
    PoolOptions withWorkerOptions(UnaryOperator<ProcessOptions> options);

    /**
     * Changes the options that every task has unless {@link Pool#tasks} says otherwise.
     *
     * @param defaults changes the options
     * @return the changed copy
     */
    PoolOptions withTasks(UnaryOperator<TaskOptions> defaults);
}
