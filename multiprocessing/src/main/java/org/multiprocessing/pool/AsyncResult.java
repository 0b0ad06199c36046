package org.multiprocessing.pool;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task, which may still be running: a {@code Future} and a {@code CompletionStage} in full.
 *
 * <p>{@code get} and dependent stages see the <em>original</em> exception where the function threw, as the JDK's contract
 * says, and the {@link TaskException} where there is no original; {@link #join} and {@link #outcome} always give the
 * {@code TaskException}. {@code cancel(true)} ends a running task by killing its worker, and nothing else; the pool replaces
 * the worker.
 *
 * @param <T> the type of the result
 */
public interface AsyncResult<T extends @Nullable Object> extends Future<T>, CompletionStage<T> {
    /**
     * Waits for the result. Not interruptible.
     *
     * @return the result
     * @throws TaskException if the task failed
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    T join();

    /**
     * Waits for the result, but not longer than a time.
     *
     * @param timeout how long; zero or less does not wait
     * @return the result
     * @throws InterruptedException if the caller is interrupted; the task goes on
     * @throws ExecutionException if the task failed
     * @throws TimeoutException if it is not done in time; it goes on
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Waits until the task is done, but not longer than a time.
     *
     * @param timeout how long; zero or less does not wait
     * @return whether it is done
     * @throws InterruptedException if the caller is interrupted; the task goes on
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Waits for the end of the task, whatever it is.
     *
     * @return what became of it; never throws for a failed task
     * @throws InterruptedException if the caller is interrupted; the task goes on
     */
    Outcome<T> outcome() throws InterruptedException;

    /**
     * Calls a function with the result if the task succeeds, on the pool's callback executor.
     *
     * @param callback the function
     * @return this
     */
    AsyncResult<T> onSuccess(Consumer<? super T> callback);

    /**
     * Calls a function if the task fails or is cancelled, on the pool's callback executor.
     *
     * @param callback gets the {@link TaskException} or the {@code CancellationException}
     * @return this
     */
    AsyncResult<T> onFailure(Consumer<? super Throwable> callback);
}
