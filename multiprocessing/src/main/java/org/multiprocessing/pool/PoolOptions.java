package org.multiprocessing.pool;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/**
 * How a pool is made. Immutable: each method returns a changed copy; given as a function, as in
 * {@code pool(4, o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(256L << 20)))}.
 */
public sealed interface PoolOptions permits PoolOptionsImpl {
    /**
     * Names the pool. Its workers are named {@code NAME-1}, {@code NAME-2} and so on, replacements too; messages and
     * {@code toString} have the name. By default workers are named {@code PoolWorker-1} and so on.
     *
     * @param name the name, not blank
     * @return the changed copy
     */
    PoolOptions withName(String name);

    /**
     * Sets what each worker does before its first task, in replacements too, however long it takes. If it throws, the pool stops,
     * and every task ends with that error.
     *
     * @param initializer the function
     * @return the changed copy
     */
    PoolOptions withInitializer(Action initializer);

    /**
     * Sets what each worker does before its first task, in replacements too, within a time limit, in which the state of
     * {@link #withWorkerState} has to be made, too. If it throws, or takes longer, the pool stops, and every task ends with that
     * error: a {@link TaskFailed}, or a {@link TaskTimedOut} that says where it was stuck.
     *
     * @param initializer the function
     * @param limit how long it may take, more than zero
     * @return the changed copy
     */
    PoolOptions withInitializer(Action initializer, Duration limit);

    /**
     * Sets what each worker does after its last task, within 30 seconds; see {@link #withFinalizer(Action, Duration)}.
     *
     * @param finalizer the function
     * @return the changed copy
     */
    PoolOptions withFinalizer(Action finalizer);

    /**
     * Sets what each worker does after its last task, within a time limit. It runs in every worker that ends in an orderly way:
     * after {@code shutdown} or {@code close}, when the worker is replaced after many tasks or for its memory, when it was idle or
     * the pool was made smaller. It does not run in a worker that is killed, as by {@code terminate} and at the end of the program,
     * or that crashes or exits by itself. If it throws, or takes longer, when the worker is killed, that is logged at level WARNING:
     * results are out by then. The pool's end waits for it.
     *
     * @param finalizer the function
     * @param limit how long it may take, more than zero
     * @return the changed copy
     */
    PoolOptions withFinalizer(Action finalizer, Duration limit);

    /**
     * Sets what makes the state of a worker: an object made once in each worker, replacements too, after the initializer and before
     * the first task, and never copied. Tasks get it by {@code Worker.current().state(Parser.class)}. If the function throws or
     * returns null, the pool stops, and every task ends with that error.
     *
     * @param factory the function; it is copied to the workers, its result is not
     * @return the changed copy
     * @see Worker#state
     */
    PoolOptions withWorkerState(Call<?> factory);

    /**
     * Replaces a worker by a fresh one after a number of tasks.
     *
     * @param tasks at least 1
     * @return the changed copy
     */
    PoolOptions withMaxTasksPerChild(int tasks);

    /**
     * Replaces a worker by a fresh one after a task that leaves it with more memory than this: its resident set, as the system
     * counts it ({@code VmRSS}; where there is no {@code /proc}, the used part of its heap). That is looked at after a task, at most
     * every 50 ms. It counts shared memory and what the heap keeps for later, so the limit should be well above the worker's
     * {@code -Xmx}. A worker that is replaced has not failed: it ends in an orderly way, and no task notices. Has no effect in a pool
     * of threads.
     *
     * @param bytes at least 1
     * @return the changed copy
     */
    PoolOptions withMaxMemoryPerChild(long bytes);

    /**
     * Ends workers that have had nothing to do for a while, down to none; new work starts them again. By default workers stay.
     *
     * @param idle how long, more than zero
     * @return the changed copy
     */
    PoolOptions withMaxIdle(Duration idle);

    /**
     * Stops the pool when more workers than this have died within a time, whatever they died of but the pool itself; what is open
     * ends with the error of the last one, a {@link WorkerDied}. By default deaths under tasks, which each have their outcome, do
     * not stop a pool; five workers in a row that die before they are ready do, and more than 100 idle ones within a minute in which
     * no task is done.
     *
     * @param deaths how many the pool goes on after, at least 0
     * @param window within which time, more than zero
     * @return the changed copy
     */
    PoolOptions withRestartLimit(int deaths, Duration window);

    /**
     * Sets what runs the callbacks of results and the stages that depend on them. By default each gets a virtual thread.
     *
     * @param executor the executor
     * @return the changed copy
     */
    PoolOptions withCallbackExecutor(Executor executor);

    /**
     * Changes how each worker process is started. Unless these options say how large a worker's heap is, it is what a JVM chooses by
     * itself, or less if the heaps of this JVM and all workers would not fit together into the memory of the container, or of the
     * machine ({@code -Dmultiprocessing.memory=BYTES} says otherwise); a pool whose workers would get less than 16 MiB is refused
     * with an {@code IllegalStateException}. The division is logged.
     *
     * <p>A worker whose heap is exhausted ends, even if the task catches the {@code OutOfMemoryError}
     * ({@code -XX:+CrashOnOutOfMemoryError}), and the report says where the task was; with {@code w.withJvmArguments("-XX:-CrashOnOutOfMemoryError")} it ends if the task does
     * not catch it.
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
