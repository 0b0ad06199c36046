package org.multiprocessing;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.channel.SocketOptions;
import org.multiprocessing.channel.Sockets;
import org.multiprocessing.internal.child.FrozenChild;
import org.multiprocessing.internal.launch.StandbySet;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.ForeignLoaders;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
import org.multiprocessing.manager.ManagerServer;
import org.multiprocessing.manager.Managers;
import org.multiprocessing.memory.BooleanArray;
import org.multiprocessing.memory.BooleanValue;
import org.multiprocessing.memory.ByteArray;
import org.multiprocessing.memory.ByteValue;
import org.multiprocessing.memory.CharArray;
import org.multiprocessing.memory.CharValue;
import org.multiprocessing.memory.DoubleArray;
import org.multiprocessing.memory.DoubleValue;
import org.multiprocessing.memory.FloatArray;
import org.multiprocessing.memory.FloatValue;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.memory.LongArray;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedMemory;
import org.multiprocessing.memory.ShortArray;
import org.multiprocessing.memory.ShortValue;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
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
import org.multiprocessing.serial.Args2;
import org.multiprocessing.serial.Args3;
import org.multiprocessing.serial.Call;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;
import org.multiprocessing.sync.Waitable;

/**
 * The front door: the index of everything, for {@code import static org.multiprocessing.Multiprocessing.*;}.
 *
 * <pre>{@code
 * try (var pool = pool(4)) {
 *     List<Integer> lengths = pool.map(String::length, List.of("a", "bb", "ccc"));
 * }
 * }</pre>
 */
public final class Multiprocessing {
    private static final Context DEFAULT = new ProcessContext(null);

    private Multiprocessing() {}

    // ---- this process and its children

    /**
     * Returns the process that this JVM is.
     *
     * @return in the program itself, the one named {@code MainProcess}; in a child, the one that it was started as
     */
    public static Process currentProcess() {
        return Process.current();
    }

    /**
     * Returns the process that started this one. It can be waited for, but not ended.
     *
     * @return the parent; empty in the program itself
     */
    public static Optional<Process> parentProcess() {
        return Process.parent();
    }

    /**
     * Returns the children that were started by this process and live.
     *
     * @return a snapshot
     */
    public static List<Process> activeChildren() {
        return Process.activeChildren();
    }

    /**
     * Returns how many processors this JVM may use; containers and affinity count.
     *
     * @return at least 1
     */
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Waits for processes to end, one after the other.
     *
     * @param processes started processes
     * @throws InterruptedException if the caller is interrupted
     */
    public static void joinAll(Collection<? extends Process> processes) throws InterruptedException {
        for (Process process : processes) {
            process.join();
        }
    }

    /**
     * Lets a program that is packed without {@code bin/java}, as {@code jpackage} does it, start its children from its own
     * executable: to be called with the arguments of {@code main}, as the first line of it. In such a child this does not
     * return: it does what the child is for, and ends the JVM. Everywhere else it returns at once.
     *
     * <p>Without this call, such a program is refused its first child with an {@code IllegalStateException}.
     *
     * @param args the arguments of {@code main}
     */
    public static void freezeSupport(String... args) {
        FrozenChild.runIfIsOne(args);
    }

    /**
     * Waits until at least one of several is ready: a process, once it has ended.
     *
     * @param <W> their type
     * @param objects what to wait for; of none of them, nothing is waited for
     * @return those that are ready, in the order of the argument; at least one, unless there were none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    public static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects) throws InterruptedException {
        return Waitable.awaitAny(objects);
    }

    /**
     * Waits until at least one of several is ready, but not longer than a time.
     *
     * @param <W> their type
     * @param objects what to wait for
     * @param timeout how long to wait; zero or less does not wait
     * @return those that are ready, in the order of the argument; empty if there is none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    public static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects, Duration timeout)
            throws InterruptedException {
        return Waitable.awaitAny(objects, timeout);
    }

    // ---- programs that are not of this tree

    /**
     * Listens at an address for connections of programs that know a key, by {@link #client} or CPython's
     * {@code multiprocessing.connection.Client}.
     *
     * @param <T> what its connections send and receive
     * @param address an {@link java.net.InetSocketAddress}, whose port 0 means any that is free, or a
     *     {@link java.net.UnixDomainSocketAddress}, whose file must not exist
     * @param key what each peer must prove to know, as the listener does to it
     * @return the listener, to be closed
     * @throws IOException if the system refuses the address
     * @throws IllegalArgumentException if it is an address of another kind
     */
    public static <T extends @Nullable Object> Listener<T> listener(SocketAddress address, AuthKey key)
            throws IOException {
        return Sockets.listener(address, key, SocketOptions.defaults());
    }

    /**
     * Listens at an address, with options.
     *
     * @param <T> what its connections send and receive
     * @param address an {@link java.net.InetSocketAddress}, whose port 0 means any that is free, or a
     *     {@link java.net.UnixDomainSocketAddress}, whose file must not exist
     * @param key what each peer must prove to know, as the listener does to it
     * @param options changes the defaults, {@code o -> o.withBacklog(100)}
     * @return the listener, to be closed
     * @throws IOException if the system refuses the address
     * @throws IllegalArgumentException if it is an address of another kind
     */
    public static <T extends @Nullable Object> Listener<T> listener(
            SocketAddress address, AuthKey key, UnaryOperator<SocketOptions> options) throws IOException {
        return Sockets.listener(address, key, options.apply(SocketOptions.defaults()));
    }

    /**
     * Connects to a {@link #listener}, or to CPython's {@code multiprocessing.connection.Listener}. Waits until both sides have proved that
     * they know the key, 10 seconds at most; an interrupt ends that with an {@link java.io.InterruptedIOException} or
     * {@link java.nio.channels.ClosedByInterruptException}, and stays set.
     *
     * @param <T> what the connection sends and receives
     * @param address where the listener is
     * @param key what the listener must prove to know, as this side does to it
     * @return the connection, to be closed
     * @throws org.multiprocessing.channel.AuthenticationException if the two sides have different keys
     * @throws IOException if there is no listener, or it does not do its part in time
     * @throws IllegalArgumentException if it is an address of another kind
     */
    public static <T extends @Nullable Object> Connection<T> client(SocketAddress address, AuthKey key)
            throws IOException {
        return Sockets.client(address, key, SocketOptions.defaults());
    }

    /**
     * Connects to a listener, with options.
     *
     * @param <T> what the connection sends and receives
     * @param address where the listener is
     * @param key what the listener must prove to know, as this side does to it
     * @param options changes the defaults, {@code o -> o.withTls(context)}
     * @return the connection, to be closed
     * @throws org.multiprocessing.channel.AuthenticationException if the two sides have different keys
     * @throws IOException if there is no listener, or it does not do its part in time
     * @throws IllegalArgumentException if it is an address of another kind
     */
    public static <T extends @Nullable Object> Connection<T> client(
            SocketAddress address, AuthKey key, UnaryOperator<SocketOptions> options) throws IOException {
        return Sockets.client(address, key, options.apply(SocketOptions.defaults()));
    }

    // ---- the log

    /**
     * Sends the library's log to standard error, here and in the processes that are started from now on; each line then begins
     * with its level and the name of the process, such as {@code [INFO/Process-1]}. The system logger
     * {@code org.multiprocessing} gets nothing any more.
     *
     * @param level the least level that is printed
     */
    public static void logToStderr(System.Logger.Level level) {
        Log.toStderr(level.getSeverity());
    }

    /**
     * Returns the library's log, for programs that write to it too. It gets the starts and ends of processes, at level DEBUG, once
     * this was called.
     *
     * @return the log, by the name {@code org.multiprocessing}
     */
    public static System.Logger logger() {
        Log.noteInterest();
        return LibraryLogger.INSTANCE;
    }

    // ---- contexts

    /**
     * Returns the context whose methods the static ones here are.
     *
     * @return the default context
     */
    public static Context context() {
        return DEFAULT;
    }

    /**
     * Returns the context that starts processes in a certain way.
     *
     * @param method the start method
     * @return its context
     */
    public static Context context(StartMethod method) {
        return new ProcessContext(Objects.requireNonNull(method, "the start method is null"));
    }

    /**
     * Returns the start methods that work on this system, the preferred one first.
     *
     * @return the methods
     */
    public static List<StartMethod> startMethods() {
        return List.of(StartMethod.values());
    }

    /**
     * Returns the default start method.
     *
     * @return the method
     */
    public static StartMethod startMethod() {
        return StartMethod.standard();
    }

    /**
     * Sets the default start method, once, before the first process is started by it.
     *
     * @param method the method
     * @throws IllegalStateException if it was set before, or a process was started by the default already
     */
    public static void setStartMethod(StartMethod method) {
        StartMethod.set(method);
    }

    /**
     * Sets the default start method, whether it was set before or not: Python's {@code force=True}.
     *
     * @param method the method
     */
    public static void replaceStartMethod(StartMethod method) {
        StartMethod.replace(method);
    }

    /**
     * Names classes that standby JVMs load and initialise ahead, so that a process that uses them begins sooner. A hint: a
     * class that fails there is loaded again by the process itself.
     *
     * @param classes the classes
     */
    public static void preload(Class<?>... classes) {
        Arrays.stream(classes).forEach(ForeignLoaders::note);
        StandbySet.preload(Arrays.stream(classes).map(Class::getName).toList());
    }

    // ---- tuples of arguments

    /**
     * Makes a pair of arguments, for {@code starmap} and {@code forEach}.
     *
     * @param <A> the type of the first
     * @param <B> the type of the second
     * @param a the first
     * @param b the second
     * @return the pair
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Args2<A, B> args(A a, B b) {
        return new Args2<>(a, b);
    }

    /**
     * Makes a triple of arguments, for {@code starmap}.
     *
     * @param <A> the type of the first
     * @param <B> the type of the second
     * @param <C> the type of the third
     * @param a the first
     * @param b the second
     * @param c the third
     * @return the triple
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Args3<A, B, C> args(A a, B b, C c) {
        return new Args3<>(a, b, c);
    }

    // ---- what the default context makes

    /**
     * Runs one function in a process of its own and waits for its result: no pool to own.
     *
     * @param <R> the type of the result
     * @param task the function
     * @return its result
     * @throws InterruptedException if the caller is interrupted; the process is then killed
     * @throws TaskException if the function failed, or its process died
     */
    public static <R extends @Nullable Object> R call(Call<R> task) throws InterruptedException {
        return DEFAULT.call(task);
    }

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
    public static <R extends @Nullable Object> R call(Call<R> task, UnaryOperator<CallOptions> options)
            throws InterruptedException {
        return DEFAULT.call(task, options);
    }

    /**
     * Describes a process.
     *
     * @param target what it runs
     * @return the process, not started
     */
    public static Process process(Action target) {
        return DEFAULT.process(target);
    }

    /**
     * Describes a process.
     *
     * @param target what it runs
     * @param options changes the options
     * @return the process, not started
     */
    public static Process process(Action target, UnaryOperator<ProcessOptions> options) {
        return DEFAULT.process(target, options);
    }

    /**
     * Describes a process with an argument, which is evaluated now, in the caller.
     *
     * @param <A> the type of the argument
     * @param target what it runs
     * @param a its argument
     * @return the process, not started
     */
    public static <A extends @Nullable Object> Process process(Action1<? super A> target, A a) {
        return DEFAULT.process(target, a);
    }

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
    public static <A extends @Nullable Object, B extends @Nullable Object> Process process(
            Action2<? super A, ? super B> target, A a, B b) {
        return DEFAULT.process(target, a, b);
    }

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
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return DEFAULT.process(target, a, b, c);
    }

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
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Process process(Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        return DEFAULT.process(target, a, b, c, d);
    }

    /**
     * Connects to the server of a manager that another program has started, or that is part of it.
     *
     * @param address where it listens
     * @param key what it must know
     * @return the connection
     * @throws org.multiprocessing.channel.AuthenticationException if the server does not know the key, or does not accept our proof
     * @throws IOException if there is no server, or it does not do its part in time
     */
    public static Manager connectManager(SocketAddress address, AuthKey key) throws IOException {
        return connectManager(address, key, UnaryOperator.identity());
    }

    /**
     * Connects to the server of a manager that another program has started, or that is part of it.
     *
     * @param address where it listens
     * @param key what it must know
     * @param options changes the options, as in {@code o -> o.withCallTimeout(ofSeconds(5))}
     * @return the connection
     * @throws org.multiprocessing.channel.AuthenticationException if the server does not know the key, or does not accept our proof
     * @throws IOException if there is no server, or it does not do its part in time
     */
    public static Manager connectManager(SocketAddress address, AuthKey key, UnaryOperator<ManagerOptions> options)
            throws IOException {
        return Managers.connect(address, key, options);
    }

    /**
     * Makes a server of objects that is part of this program.
     *
     * @param options changes the options; an address and a key are needed
     * @return the server, serving
     * @throws IOException if the system refuses the address
     */
    public static ManagerServer managerServer(UnaryOperator<ManagerOptions> options) throws IOException {
        return Managers.server(options);
    }

    /**
     * Starts a manager: a server process for objects that other processes call.
     *
     * @return the manager, ready
     */
    public static Manager manager() {
        return DEFAULT.manager();
    }

    /**
     * Starts a manager: a server process for objects that other processes call. What its initializer throws is thrown.
     *
     * @param options changes the options
     * @return the manager, ready
     * @throws org.multiprocessing.manager.RemoteException if the server has ended before it was ready
     * @throws java.io.UncheckedIOException if it cannot listen at its address
     */
    public static Manager manager(UnaryOperator<ManagerOptions> options) {
        return DEFAULT.manager(options);
    }

    /**
     * Makes a pool with a worker for each processor.
     *
     * @return the pool, started
     */
    public static Pool pool() {
        return DEFAULT.pool();
    }

    /**
     * Makes a pool.
     *
     * @param workers how many, at least 1
     * @return the pool, started
     */
    public static Pool pool(int workers) {
        return DEFAULT.pool(workers);
    }

    /**
     * Makes a pool with a worker for each processor.
     *
     * @param options changes the options
     * @return the pool, started
     */
    public static Pool pool(UnaryOperator<PoolOptions> options) {
        return DEFAULT.pool(options);
    }

    /**
     * Makes a pool.
     *
     * @param workers how many, at least 1
     * @param options changes the options
     * @return the pool, started
     */
    public static Pool pool(int workers, UnaryOperator<PoolOptions> options) {
        return DEFAULT.pool(workers, options);
    }

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
    public static Pool sharedPool() {
        return DEFAULT.sharedPool();
    }

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
    public static Pool threadPool(int workers) {
        return DEFAULT.threadPool(workers);
    }

    // ---- what processes share

    /**
     * Makes a lock, free.
     *
     * @return the lock
     */
    public static Lock lock() {
        return DEFAULT.lock();
    }

    /**
     * Makes a reentrant lock, free.
     *
     * @return the lock
     */
    public static RLock rlock() {
        return DEFAULT.rlock();
    }

    /**
     * Makes a semaphore.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    public static Semaphore semaphore(int permits) {
        return DEFAULT.semaphore(permits);
    }

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    public static BoundedSemaphore boundedSemaphore(int permits) {
        return DEFAULT.boundedSemaphore(permits);
    }

    /**
     * Makes a condition with a reentrant lock of its own.
     *
     * @return the condition
     */
    public static Condition condition() {
        return DEFAULT.condition();
    }

    /**
     * Makes a condition that belongs to a lock.
     *
     * @param lock a lock of this library
     * @return the condition
     */
    public static Condition condition(Lock lock) {
        return DEFAULT.condition(lock);
    }

    /**
     * Makes an event, not set.
     *
     * @return the event
     */
    public static Event event() {
        return DEFAULT.event();
    }

    /**
     * Makes a barrier.
     *
     * @param parties how many must come, from 1 to 32,767
     * @return the barrier
     */
    public static Barrier barrier(int parties) {
        return DEFAULT.barrier(parties);
    }

    /**
     * Makes a barrier with an action.
     *
     * @param parties how many must come, from 1 to 32,767
     * @param action what the last one to come runs, in its own process, before all go on
     * @return the barrier
     */
    public static Barrier barrier(int parties, Action action) {
        return DEFAULT.barrier(parties, action);
    }

    /**
     * Makes a block of shared memory under a name that nobody else has; closing it here frees it, and so does the end of the program.
     *
     * @param size how many bytes, at least 1
     * @return the block, zeroed
     */
    public static SharedMemory sharedMemory(long size) {
        return DEFAULT.sharedMemory(size);
    }

    /**
     * Makes a list of fixed length in a block of shared memory of its own.
     *
     * @param <E> the type of the items
     * @param items strings, numbers, booleans, byte arrays and null
     * @return the list
     */
    public static <E extends @Nullable Object> ShareableList<E> shareableList(Collection<? extends E> items) {
        return DEFAULT.shareableList(items);
    }

    // ---- pipes and queues

    /**
     * Makes a channel with one direction.
     *
     * @param <T> what is sent
     * @return both ends
     */
    public static <T extends @Nullable Object> Pipe<T> pipe() {
        return DEFAULT.pipe();
    }

    /**
     * Makes a channel with both directions.
     *
     * @param <T> what is sent
     * @return both ends
     */
    public static <T extends @Nullable Object> DuplexPipe<T> duplexPipe() {
        return DEFAULT.duplexPipe();
    }

    /**
     * Makes a queue with the least there can be.
     *
     * @param <E> what is in it
     * @return the queue
     */
    public static <E extends @Nullable Object> SimpleQueue<E> simpleQueue() {
        return DEFAULT.simpleQueue();
    }

    /**
     * Makes a queue without a bound on the number of items.
     *
     * @param <E> what is in it
     * @return the queue
     */
    public static <E> Queue<E> queue() {
        return DEFAULT.queue();
    }

    /**
     * Makes a queue.
     *
     * @param <E> what is in it
     * @param capacity how many items it holds, at least 1
     * @return the queue
     */
    public static <E> Queue<E> queue(int capacity) {
        return DEFAULT.queue(capacity);
    }

    /**
     * Makes a queue that counts what is not done, without a bound on the number of items.
     *
     * @param <E> what is in it
     * @return the queue
     */
    public static <E> JoinableQueue<E> joinableQueue() {
        return DEFAULT.joinableQueue();
    }

    /**
     * Makes a queue that counts what is not done.
     *
     * @param <E> what is in it
     * @param capacity how many items it holds, at least 1
     * @return the queue
     */
    public static <E> JoinableQueue<E> joinableQueue(int capacity) {
        return DEFAULT.joinableQueue(capacity);
    }

    // ---- values and arrays

    /**
     * Makes a {@code byte}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static ByteValue byteValue(byte initial) {
        return DEFAULT.byteValue(initial);
    }

    /**
     * Makes a {@code short}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static ShortValue shortValue(short initial) {
        return DEFAULT.shortValue(initial);
    }

    /**
     * Makes a {@code char}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static CharValue charValue(char initial) {
        return DEFAULT.charValue(initial);
    }

    /**
     * Makes a {@code boolean}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static BooleanValue booleanValue(boolean initial) {
        return DEFAULT.booleanValue(initial);
    }

    /**
     * Makes an {@code int}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static IntValue intValue(int initial) {
        return DEFAULT.intValue(initial);
    }

    /**
     * Makes a {@code long}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static LongValue longValue(long initial) {
        return DEFAULT.longValue(initial);
    }

    /**
     * Makes a {@code float}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static FloatValue floatValue(float initial) {
        return DEFAULT.floatValue(initial);
    }

    /**
     * Makes a {@code double}.
     *
     * @param initial the value at first
     * @return the value
     */
    public static DoubleValue doubleValue(double initial) {
        return DEFAULT.doubleValue(initial);
    }

    /**
     * Makes an array of {@code int} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static IntArray intArray(int length) {
        return DEFAULT.intArray(length);
    }

    /**
     * Makes an array of {@code int} elements; a name of its own, since {@code intArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    public static IntArray intArrayOf(int... values) {
        return DEFAULT.intArrayOf(values);
    }

    /**
     * Makes an array of {@code long} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static LongArray longArray(int length) {
        return DEFAULT.longArray(length);
    }

    /**
     * Makes an array of {@code long} elements; a name of its own, since {@code longArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    public static LongArray longArrayOf(long... values) {
        return DEFAULT.longArrayOf(values);
    }

    /**
     * Makes an array of {@code double} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static DoubleArray doubleArray(int length) {
        return DEFAULT.doubleArray(length);
    }

    /**
     * Makes an array of {@code double} elements; a name of its own, since {@code doubleArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    public static DoubleArray doubleArrayOf(double... values) {
        return DEFAULT.doubleArrayOf(values);
    }

    /**
     * Makes an array of {@code float} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static FloatArray floatArray(int length) {
        return DEFAULT.floatArray(length);
    }

    /**
     * Makes an array of {@code float} elements; a name of its own, since {@code floatArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    public static FloatArray floatArrayOf(float... values) {
        return DEFAULT.floatArrayOf(values);
    }

    /**
     * Makes an array of {@code byte} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static ByteArray byteArray(int length) {
        return DEFAULT.byteArray(length);
    }

    /**
     * Makes an array of {@code byte} elements; a name of its own, since {@code byteArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    public static ByteArray byteArrayOf(byte... values) {
        return DEFAULT.byteArrayOf(values);
    }

    /**
     * Makes an array of {@code short} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static ShortArray shortArray(int length) {
        return DEFAULT.shortArray(length);
    }

    /**
     * Makes an array of {@code char} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    public static CharArray charArray(int length) {
        return DEFAULT.charArray(length);
    }

    /**
     * Makes an array of the characters of a text.
     *
     * @param text the text
     * @return the array
     */
    public static CharArray charArrayOf(String text) {
        return DEFAULT.charArrayOf(text);
    }

    /**
     * Makes an array of {@code boolean} elements.
     *
     * @param length how many, at least 0
     * @return the array, all false
     */
    public static BooleanArray booleanArray(int length) {
        return DEFAULT.booleanArray(length);
    }

    /**
     * Makes a struct: the components of a record.
     *
     * @param <R> the record
     * @param initial the record at first
     * @return the struct
     * @throws IllegalArgumentException if a component is of another type than a primitive one
     */
    public static <R extends Record> StructValue<R> struct(R initial) {
        return DEFAULT.struct(initial);
    }

    /**
     * Makes an array of structs.
     *
     * @param <R> the record
     * @param type the class of the record
     * @param length how many, at least 0
     * @return the array, all components zero
     * @throws IllegalArgumentException if a component is of another type than a primitive one
     */
    public static <R extends Record> StructArray<R> structArray(Class<R> type, int length) {
        return DEFAULT.structArray(type, length);
    }
}
