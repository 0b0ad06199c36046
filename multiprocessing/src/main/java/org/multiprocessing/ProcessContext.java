package org.multiprocessing;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.Channels;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
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
import org.multiprocessing.memory.SharedBlocks;
import org.multiprocessing.memory.SharedMemory;
import org.multiprocessing.memory.SharedValues;
import org.multiprocessing.memory.ShortArray;
import org.multiprocessing.memory.ShortValue;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.Pools;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.serial.Action4;
import org.multiprocessing.serial.Call;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Primitives;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/**
 * Makes processes and pools that are started in a certain way.
 *
 * @param chosen the start method; null for the default, whichever that is at the time of the start
 */
record ProcessContext(@Nullable StartMethod chosen) implements Context {
    @Override
    public StartMethod startMethod() {
        return chosen != null ? chosen : StartMethod.standard();
    }

    /** Before the caller's options, which may say otherwise. */
    private ProcessOptions started(ProcessOptions options) {
        return chosen == null ? options : options.withStartMethod(chosen);
    }

    private Process described(Action target) {
        return chosen == null ? new Process(target) : new Process(target, this::started);
    }

    @Override
    public <R extends @Nullable Object> R call(Call<R> task) throws InterruptedException {
        return call(task, UnaryOperator.identity());
    }

    @Override
    public <R extends @Nullable Object> R call(Call<R> task, UnaryOperator<CallOptions> options)
            throws InterruptedException {
        CallOptionsImpl limits = (CallOptionsImpl) options.apply(CallOptionsImpl.DEFAULTS);
        Pool pool = pool(1, limits.pool());
        try {
            return pool.apply(task);
        } finally {
            pool.terminate(); // the one worker is idle, or is not wanted any more
        }
    }

    @Override
    public Process process(Action target) {
        return described(target);
    }

    @Override
    public Process process(Action target, UnaryOperator<ProcessOptions> options) {
        return new Process(target, o -> options.apply(started(o)));
    }

    @Override
    public <A extends @Nullable Object> Process process(Action1<? super A> target, A a) {
        return described(Action.of(target, a));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object> Process process(
            Action2<? super A, ? super B> target, A a, B b) {
        return described(Action.of(target, a, b));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return described(Action.of(target, a, b, c));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Process process(Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        return described(() -> target.execute(a, b, c, d));
    }

    @Override
    public Manager manager() {
        return manager(UnaryOperator.identity());
    }

    @Override
    public Manager manager(UnaryOperator<ManagerOptions> options) {
        return Managers.create(isShared(), chosen == null ? options : o -> options.apply(o.withProcess(this::started)));
    }

    @Override
    public Pool pool() {
        return pool(UnaryOperator.identity());
    }

    @Override
    public Pool pool(int workers) {
        return pool(workers, UnaryOperator.identity());
    }

    @Override
    public Pool pool(UnaryOperator<PoolOptions> options) {
        return pool(Multiprocessing.cpuCount(), options);
    }

    @Override
    public Pool pool(int workers, UnaryOperator<PoolOptions> options) {
        return Pools.create(workers, chosen == null ? options : o -> options.apply(o.withWorkerOptions(this::started)));
    }

    @Override
    public Pool sharedPool() {
        return Pools.shared(startMethod());
    }

    @Override
    public Pool threadPool(int workers) {
        return Pools.create(workers, o -> o.withWorkerOptions(w -> w.withStartMethod(StartMethod.THREADS)));
    }

    /** Threads of one JVM need no memory that other processes see. */
    private boolean isShared() {
        return startMethod() != StartMethod.THREADS;
    }

    @Override
    public Lock lock() {
        return Primitives.lock(isShared());
    }

    @Override
    public RLock rlock() {
        return Primitives.rlock(isShared());
    }

    @Override
    public Semaphore semaphore(int permits) {
        return Primitives.semaphore(isShared(), permits);
    }

    @Override
    public BoundedSemaphore boundedSemaphore(int permits) {
        return Primitives.boundedSemaphore(isShared(), permits);
    }

    @Override
    public Condition condition() {
        return condition(rlock());
    }

    @Override
    public Condition condition(Lock lock) {
        return Primitives.condition(lock);
    }

    @Override
    public Event event() {
        return Primitives.event(isShared());
    }

    @Override
    public Barrier barrier(int parties) {
        return Primitives.barrier(isShared(), parties, null);
    }

    @Override
    public Barrier barrier(int parties, Action action) {
        return Primitives.barrier(isShared(), parties, action);
    }

    @Override
    public <T extends @Nullable Object> Pipe<T> pipe() {
        return Channels.pipe(isShared());
    }

    @Override
    public <T extends @Nullable Object> DuplexPipe<T> duplexPipe() {
        return Channels.duplexPipe(isShared());
    }

    @Override
    public <E> Queue<E> queue() {
        return queue(Integer.MAX_VALUE);
    }

    @Override
    public <E> Queue<E> queue(int capacity) {
        return Channels.queue(isShared(), capacity);
    }

    @Override
    public <E> JoinableQueue<E> joinableQueue() {
        return joinableQueue(Integer.MAX_VALUE);
    }

    @Override
    public <E> JoinableQueue<E> joinableQueue(int capacity) {
        return Channels.joinableQueue(isShared(), capacity);
    }

    @Override
    public <E extends @Nullable Object> SimpleQueue<E> simpleQueue() {
        return Channels.simpleQueue(isShared());
    }

    @Override
    public SharedMemory sharedMemory(long size) {
        return SharedBlocks.memory(size);
    }

    @Override
    public <E extends @Nullable Object> ShareableList<E> shareableList(Collection<? extends E> items) {
        return SharedBlocks.list(items);
    }

    @Override
    public ByteValue byteValue(byte initial) {
        return SharedValues.byteValue(isShared(), initial);
    }

    @Override
    public ShortValue shortValue(short initial) {
        return SharedValues.shortValue(isShared(), initial);
    }

    @Override
    public CharValue charValue(char initial) {
        return SharedValues.charValue(isShared(), initial);
    }

    @Override
    public BooleanValue booleanValue(boolean initial) {
        return SharedValues.booleanValue(isShared(), initial);
    }

    @Override
    public IntValue intValue(int initial) {
        return SharedValues.intValue(isShared(), initial);
    }

    @Override
    public LongValue longValue(long initial) {
        return SharedValues.longValue(isShared(), initial);
    }

    @Override
    public FloatValue floatValue(float initial) {
        return SharedValues.floatValue(isShared(), initial);
    }

    @Override
    public DoubleValue doubleValue(double initial) {
        return SharedValues.doubleValue(isShared(), initial);
    }

    @Override
    public IntArray intArray(int length) {
        return SharedValues.intArray(isShared(), length);
    }

    @Override
    public LongArray longArray(int length) {
        return SharedValues.longArray(isShared(), length);
    }

    @Override
    public DoubleArray doubleArray(int length) {
        return SharedValues.doubleArray(isShared(), length);
    }

    @Override
    public FloatArray floatArray(int length) {
        return SharedValues.floatArray(isShared(), length);
    }

    @Override
    public ByteArray byteArray(int length) {
        return SharedValues.byteArray(isShared(), length);
    }

    @Override
    public ShortArray shortArray(int length) {
        return SharedValues.shortArray(isShared(), length);
    }

    @Override
    public CharArray charArray(int length) {
        return SharedValues.charArray(isShared(), length);
    }

    @Override
    public BooleanArray booleanArray(int length) {
        return SharedValues.booleanArray(isShared(), length);
    }

    @Override
    public <R extends Record> StructValue<R> struct(R initial) {
        return SharedValues.struct(isShared(), initial);
    }

    @Override
    public <R extends Record> StructArray<R> structArray(Class<R> type, int length) {
        return SharedValues.structArray(isShared(), type, length);
    }
}
