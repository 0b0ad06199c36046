package org.multiprocessing.pool;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Args2;
import org.multiprocessing.serial.Args3;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/**
 * Ways of giving work to a pool.
 *
 * <p>Functions and arguments are copied to the worker when they are given; results are copied back. A task is one item,
 * everywhere: a failure, a time limit or the death of a worker is about that item alone, and the others stand. Methods that
 * wait throw a failed item's {@link TaskException}, whose cause is the original exception where the function threw.
 *
 * <p>Inputs are read by the calling thread, bounded ahead of the results that have been taken. After the pool has been shut
 * down, every method throws {@code RejectedExecutionException}.
 */
public interface Tasks {
    /**
     * Runs a function in a worker and waits for its result.
     *
     * @param <R> the type of the result
     * @param task the function
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the task is then cancelled
     * @throws TaskException if the task failed
     */
    <R extends @Nullable Object> R apply(Call<R> task) throws InterruptedException;

    /**
     * Runs a void function in a worker and waits for its end.
     *
     * @param task the function
     * @throws InterruptedException if the caller is interrupted; the task is then cancelled
     * @throws TaskException if the task failed
     */
    void apply(Action task) throws InterruptedException;

    /**
     * Runs a function of one argument in a worker and waits for its result.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param f the function
     * @param a its argument
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the task is then cancelled
     * @throws TaskException if the task failed
     */
    <A extends @Nullable Object, R extends @Nullable Object> R apply(Call1<? super A, ? extends R> f, A a)
            throws InterruptedException;

    /**
     * Runs a function of two arguments in a worker and waits for its result.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @param f the function
     * @param a its first argument
     * @param b its second argument
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the task is then cancelled
     * @throws TaskException if the task failed
     */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> R apply(
            Call2<? super A, ? super B, ? extends R> f, A a, B b) throws InterruptedException;

    /**
     * Gives a function to a worker and returns at once.
     *
     * @param <R> the type of the result
     * @param task the function
     * @return its result, later
     * @throws TaskNotSerializable if the function captures what cannot travel
     */
    <R extends @Nullable Object> AsyncResult<R> applyAsync(Call<R> task);

    /**
     * Gives a void function to a worker and returns at once.
     *
     * @param task the function
     * @return its end, later
     * @throws TaskNotSerializable if the function captures what cannot travel
     */
    AsyncResult<@Nullable Void> applyAsync(Action task);

    /**
     * Gives a function of one argument to a worker and returns at once.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param f the function
     * @param a its argument
     * @return its result, later
     * @throws TaskNotSerializable if function or argument cannot travel
     */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            Call1<? super A, ? extends R> f, A a);

    /**
     * Gives a function of two arguments to a worker and returns at once.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @param f the function
     * @param a its first argument
     * @param b its second argument
     * @return its result, later
     * @throws TaskNotSerializable if function or arguments cannot travel
     */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            Call2<? super A, ? super B, ? extends R> f, A a, B b);

    /**
     * Runs a function for each item and waits for all.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return the results in the order of the items
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended; at once with
     *     {@link TaskOptions#withFailFast}
     */
    <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) throws InterruptedException;

    /**
     * Runs a function for each item and waits for all.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments; read by this thread, then closed
     * @return the results in the order of the items
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended; at once with
     *     {@link TaskOptions#withFailFast}
     */
    <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Call1<? super T, ? extends R> f, Stream<? extends T> items) throws InterruptedException;

    /**
     * Runs a function for each item and waits for all. Never throws for a failed item.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return what became of each, in the order of the items
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     */
    <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> mapOutcomes(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) throws InterruptedException;

    /**
     * Runs a function for each item and gives what became of each as it ends.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return the outcomes in the order of completion; a failure knows the index of its item
     */
    <T extends @Nullable Object, R extends @Nullable Object> Results<Outcome<R>> imapOutcomes(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items);

    /**
     * Runs a function for each item, without waiting. The items are read on a thread of the pool's.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return the results in the order of the items, later; or the first failure by position
     */
    <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items);

    /**
     * Runs a function for each item, without waiting. The items are read on a thread of the pool's.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments; closed once they have been read, or the result was cancelled
     * @return the results in the order of the items, later; or the first failure by position
     */
    <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            Call1<? super T, ? extends R> f, Stream<? extends T> items);

    /**
     * Runs a function for each pair of arguments and waits for all.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param f the function
     * @param items pairs made with {@code args(a, b)}
     * @return the results in the order of the items
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended
     */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
            Call2<? super A, ? super B, ? extends R> f, Iterable<Args2<A, B>> items) throws InterruptedException;

    /**
     * Runs a function of two arguments on two sequences in step and waits for all. The sequences must be of the same length. (An
     * argument that is always the same is for the function to capture.)
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param f the function
     * @param as the first arguments
     * @param bs the second arguments
     * @return the results in the order of the arguments
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended
     * @throws IllegalArgumentException if one sequence ends before the other: before any task is run if both are collections,
     *     else once those before the end have
     */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
            Call2<? super A, ? super B, ? extends R> f, Iterable<? extends A> as, Iterable<? extends B> bs)
            throws InterruptedException;

    /**
     * Runs a function for each triple of arguments and waits for all.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <C> the type of the third arguments
     * @param <R> the type of the results
     * @param f the function
     * @param items triples made with {@code args(a, b, c)}
     * @return the results in the order of the items
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended
     */
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object>
            List<R> starmap(Call3<? super A, ? super B, ? super C, ? extends R> f, Iterable<Args3<A, B, C>> items)
                    throws InterruptedException;

    /**
     * Runs a function for each pair of arguments, without waiting. The pairs are read on a thread of the pool's.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param f the function
     * @param items pairs made with {@code args(a, b)}
     * @return the results in the order of the items, later; or the first failure by position
     */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<List<R>> starmapAsync(Call2<? super A, ? super B, ? extends R> f, Iterable<Args2<A, B>> items);

    /**
     * Runs a function for each triple of arguments, without waiting. The triples are read on a thread of the pool's.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <C> the type of the third arguments
     * @param <R> the type of the results
     * @param f the function
     * @param items triples made with {@code args(a, b, c)}
     * @return the results in the order of the items, later; or the first failure by position
     */
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<List<R>> starmapAsync(
                    Call3<? super A, ? super B, ? super C, ? extends R> f, Iterable<Args3<A, B, C>> items);

    /**
     * Runs a function for each item and gives the results in the order of the items, lazily.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return the results
     */
    <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items);

    /**
     * Runs a function for each item and gives the results in the order of the items, lazily.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments; closed once they have been read, or the results are closed
     * @return the results
     */
    <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
            Call1<? super T, ? extends R> f, Stream<? extends T> items);

    /**
     * Runs a function for each item and gives the results in the order of completion.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments
     * @return the results
     */
    <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items);

    /**
     * Runs a function for each item and gives the results in the order of completion.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param f the function
     * @param items its arguments; closed once they have been read, or the results are closed
     * @return the results
     */
    <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
            Call1<? super T, ? extends R> f, Stream<? extends T> items);

    /**
     * Runs a void function for each item and waits for all.
     *
     * @param <T> the type of the items
     * @param f the function
     * @param items its arguments
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended
     */
    <T extends @Nullable Object> void forEach(Action1<? super T> f, Iterable<? extends T> items)
            throws InterruptedException;

    /**
     * Runs a void function for each pair of arguments and waits for all.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param f the function
     * @param items pairs made with {@code args(a, b)}
     * @throws InterruptedException if the caller is interrupted; what is queued is then cancelled
     * @throws TaskException the first failure by position, once all have ended
     */
    <A extends @Nullable Object, B extends @Nullable Object> void forEach(
            Action2<? super A, ? super B> f, Iterable<Args2<A, B>> items) throws InterruptedException;
}
