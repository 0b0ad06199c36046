package org.multiprocessing.pool;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/**
 * An executor whose workers are child processes: a task can be stopped whatever it does, and what it breaks is its worker,
 * which is replaced.
 *
 * <p>Every task that was given ends in bounded time after its cause: with a result, with one {@link TaskException} that says
 * what happened and where, or cancelled. The death of a worker is about the task that it ran, and no other.
 *
 * <p>Functions have to be serializable: a lambda given to a method of this interface or of {@link Tasks} is. One that is
 * typed {@code Callable} or {@code Runnable} before is not, and is refused at the call; declare it as {@code Call} or
 * {@code Action}. Tasks share no heap with the caller, so futures of this heap, such as those of
 * {@code CompletableFuture.supplyAsync(f, pool)}, cannot be passed through; {@link AsyncResult} is a stage itself.
 *
 * <p>{@link #close} waits for what was given, as the JDK's does; {@link #terminate} kills. After {@link #shutdown} the program goes on
 * until what was given is done and the finalizers have run, even if {@code main} returns; a pool that is never closed ends with the program. All methods may be called from any thread; a pool cannot travel to another process.
 */
public interface Pool extends ExecutorService, Tasks {
    /**
     * Returns the same pool under other task options. It has no life cycle of its own.
     *
     * @param options changes the options that the pool's tasks have
     * @return a view
     */
    Tasks tasks(UnaryOperator<TaskOptions> options);

    /**
     * Gives a function to a worker and returns at once.
     *
     * @param <T> the type of the result
     * @param task the function
     * @return its result, later
     */
    <T extends @Nullable Object> AsyncResult<T> submit(Call<T> task);

    /**
     * Gives a void function to a worker and returns at once.
     *
     * @param task the function
     * @return its end, later
     */
    AsyncResult<?> submit(Action task);

    @Override
    <T extends @Nullable Object> AsyncResult<T> submit(Callable<T> task);

    @Override
    AsyncResult<?> submit(Runnable task);

    @Override
    <T extends @Nullable Object> AsyncResult<T> submit(Runnable task, T result);

    /**
     * Gives a void function to a worker and returns at once. If it fails, the failure is logged.
     *
     * @param task the function
     */
    void execute(Action task);

    /** Kills the workers now; every open result ends as cancelled. */
    void terminate();

    /**
     * Waits until the workers are gone, after {@link #shutdown} or {@link #terminate}.
     *
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if the pool has not been shut down
     */
    void join() throws InterruptedException;

    /**
     * Returns how many workers the pool keeps; of a pool with {@link PoolOptions#withMaxIdle}, at most.
     *
     * @return the number
     */
    int size();

    /**
     * Changes how many workers the pool keeps, from this call on. Further workers are started at once, but in a pool with
     * {@link PoolOptions#withMaxIdle} when there is work for them; if one cannot be started, the size stays as it was. Of workers that
     * are too many, each does the task that it has begun, however long that takes, and ends. Does not wait for that.
     *
     * @param workers how many, at least 1
     * @throws IllegalStateException if the pool has been shut down or has stopped
     */
    void resize(int workers);

    /**
     * Returns the workers that live now.
     *
     * @return a snapshot
     */
    List<Process> workers();

    /**
     * Returns what the workers have done with their time, and which tasks took longest. Counting costs the tasks nothing worth
     * naming; it is always on. Works after the pool's end, too.
     *
     * @return a snapshot
     */
    Insights insights();
}
