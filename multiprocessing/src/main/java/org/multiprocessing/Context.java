package org.multiprocessing;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedMemory;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.serial.Action4;
import org.multiprocessing.serial.Call;

/**
 * Everything that depends on how processes are started, and what they share. {@link Multiprocessing} has the same methods for the
 * default.
 */
public interface Context extends SharedObjects {
    /**
     * Returns how the processes of this context are started.
     *
     * @return the start method
     */
    StartMethod startMethod();

    /**
     * Runs one function in a process of its own and waits for its result: no pool to own.
     *
     * @param <R> the type of the result
     * @param task the function
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the process is then killed
     * @throws TaskException if the function failed, or its process died
     */
    <R extends @Nullable Object> R call(Call<R> task) throws InterruptedException;

    /**
     * Runs one function in a process of its own, within a budget, and waits for its result.
     *
     * @param <R> the type of the result
     * @param task the function
     * @param options changes the options, as in {@code o -> o.withTimeout(ofSeconds(5))}
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the process is then killed
     * @throws TaskException if the function failed, ran out of its budget, or its process died
     */
    <R extends @Nullable Object> R call(Call<R> task, UnaryOperator<CallOptions> options) throws InterruptedException;

    /**
     * Describes a process.
     *
     * @param target what it runs
     * @return the process, not started
     */
    Process process(Action target);

    /**
     * Describes a process.
     *
     * @param target what it runs
     * @param options changes the options
     * @return the process, not started
     */
    Process process(Action target, UnaryOperator<ProcessOptions> options);

    /**
     * Describes a process with an argument, which is evaluated now, in the caller.
     *
     * @param <A> the type of the argument
     * @param target what it runs
     * @param a its argument
     * @return the process, not started
     */
    <A extends @Nullable Object> Process process(Action1<? super A> target, A a);

    /**
     * Describes a process with two arguments, which are evaluated now, in the caller.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param target what it runs
     * @param a its first argument
     * @param b its second argument
     * @return the process, not started
     */
    <A extends @Nullable Object, B extends @Nullable Object> Process process(
            Action2<? super A, ? super B> target, A a, B b);

    /**
     * Describes a process with three arguments, which are evaluated now, in the caller.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param target what it runs
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @return the process, not started
     */
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c);

    /**
     * Describes a process with four arguments, which are evaluated now, in the caller.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @param target what it runs
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @param d its fourth argument
     * @return the process, not started
     */
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object>
            Process process(Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d);

    /**
     * Starts a manager: a server process for objects that other processes call.
     *
     * @return the manager, ready
     */
    Manager manager();

    /**
     * Starts a manager: a server process for objects that other processes call. What its initializer throws is thrown.
     *
     * @param options changes the options
     * @return the manager, ready
     * @throws org.multiprocessing.manager.RemoteException if the server has ended before it was ready
     * @throws java.io.UncheckedIOException if it cannot listen at its address
     */
    Manager manager(UnaryOperator<ManagerOptions> options);

    /**
     * Makes a pool with a worker for each processor.
     *
     * @return the pool, started
     */
    Pool pool();

    /**
     * Makes a pool.
     *
     * @param workers how many, at least 1
     * @return the pool, started
     */
    Pool pool(int workers);

    /**
     * Makes a pool with a worker for each processor.
     *
     * @param options changes the options
     * @return the pool, started
     */
    Pool pool(UnaryOperator<PoolOptions> options);

    /**
     * Makes a pool.
     *
     * @param workers how many, at least 1
     * @param options changes the options
     * @return the pool, started
     */
    Pool pool(int workers, UnaryOperator<PoolOptions> options);

    /**
     * Returns the pool that all parts of a program have in common, for who does not want to own one: one for each JVM and start
     * method, made at the first call, with a worker for each processor. Workers are started when there is work, and end after 60
     * seconds without. It ends with the program. As of the JDK's common pool, {@code close}, {@code shutdown}, {@code shutdownNow} and
     * {@code terminate} have no effect; {@code resize} is refused. If it has stopped, because its workers died one after the other,
     * the next call makes a new one: call this each time, rather than keep the pool.
     *
     * <p>In a task of a pool of processes this is a pool of that worker's own. Tasks of a shared pool of threads get that same pool,
     * so they must not wait for each other.
     *
     * @return the pool
     */
    Pool sharedPool();

    /**
     * Makes a pool whose workers are threads of this JVM, behind the same interface; for tests, and for tasks that share memory.
     *
     * <p>Arguments and results are not copied, so nothing is refused for want of serialization, and a task may have this pool
     * itself. A task that runs into its time limit, or is cancelled, and what runs when the pool is terminated, is interrupted,
     * told so by its {@link org.multiprocessing.pool.Cancellation}, and abandoned: its thread ends when it does, though nobody
     * hears of that, and a retry after a time limit may run beside it. No worker ever dies under a task, since what would kill
     * one ends this program: {@code System.exit}, a crash of native code; an {@code OutOfMemoryError} is a failure like any
     * other. The workers have this JVM's pid, heap and streams, and options for those do not matter.
     *
     * @param workers how many, at least 1
     * @return the pool, started
     */
    Pool threadPool(int workers);

    /**
     * Makes a channel with one direction.
     *
     * @param <T> what is sent
     * @return both ends
     */
    <T extends @Nullable Object> Pipe<T> pipe();

    /**
     * Makes a channel with both directions.
     *
     * @param <T> what is sent
     * @return both ends
     */
    <T extends @Nullable Object> DuplexPipe<T> duplexPipe();

    /**
     * Makes a queue with the least there can be.
     *
     * @param <E> what is in it
     * @return the queue
     */
    <E extends @Nullable Object> SimpleQueue<E> simpleQueue();

    /**
     * Makes a block of shared memory under a name that nobody else has; closing it here frees it, and so does the end of the program.
     *
     * @param size how many bytes, at least 1
     * @return the block, zeroed
     */
    SharedMemory sharedMemory(long size);

    /**
     * Makes a list of fixed length in a block of shared memory of its own.
     *
     * @param <E> the type of the items
     * @param items strings, numbers, booleans, byte arrays and null
     * @return the list
     */
    <E extends @Nullable Object> ShareableList<E> shareableList(Collection<? extends E> items);
}
