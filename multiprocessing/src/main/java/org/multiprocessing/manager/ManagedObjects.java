package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
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
import org.multiprocessing.memory.SharedValues;
import org.multiprocessing.memory.ShortArray;
import org.multiprocessing.memory.ShortValue;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/** Makes the library's objects in a server: what a manager does for {@link SharedObjects}, and its collections. */
abstract class ManagedObjects implements SharedObjects {
    private static final int MOST_PARTIES = 32_767;

    /** Runs the factory in the server, and returns a proxy of what it makes. */
    public abstract <T> T host(Class<T> type, Call<? extends T> factory);

    private <T> T make(Class<T> service, Recipe.What what, @Nullable Object... arguments) {
        return host(service, new Recipe<T>(what, new ArrayList<>(Arrays.asList(arguments))));
    }

    // ---- collections

    public <E extends @Nullable Object> List<E> list() {
        return list(List.of());
    }

    public <E extends @Nullable Object> List<E> list(Collection<? extends E> initial) {
        return new ManagedList<>(make(ListService.class, Recipe.What.LIST, Bulk.list(initial)));
    }

    public <K, V> ConcurrentMap<K, V> dict() {
        return dict(Map.of());
    }

    public <K, V> ConcurrentMap<K, V> dict(Map<? extends K, ? extends V> initial) {
        ManagedMap<K, V> map = new ManagedMap<>(make(MapService.class, Recipe.What.MAP));
        if (!initial.isEmpty()) {
            map.putAll(initial);
        }
        return map;
    }

    public <E extends @Nullable Object> Set<E> set() {
        return new ManagedSet<>(make(SetService.class, Recipe.What.SET));
    }

    public Namespace namespace() {
        return new ManagedNamespace(make(NamespaceService.class, Recipe.What.NAMESPACE));
    }

    // ---- pools

    public Pool pool() {
        return pool(Runtime.getRuntime().availableProcessors());
    }

    public Pool pool(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a pool of " + workers + " workers; at least 1 is needed");
        }
        return new ManagedPool(make(PoolService.class, Recipe.What.POOL, workers)).opened();
    }

    // ---- primitives

    @Override
    public Lock lock() {
        return new ManagedLock(make(LockService.class, Recipe.What.LOCK));
    }

    @Override
    public RLock rlock() {
        return new ManagedRLock(make(LockService.class, Recipe.What.RLOCK));
    }

    private static int permits(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(permits + " permits; at least 0 are allowed");
        }
        return permits;
    }

    @Override
    public Semaphore semaphore(int permits) {
        return new ManagedSemaphore(
                make(SemaphoreService.class, Recipe.What.SEMAPHORE, permits(permits), Integer.MAX_VALUE));
    }

    @Override
    public BoundedSemaphore boundedSemaphore(int permits) {
        return new ManagedBoundedSemaphore(
                make(SemaphoreService.class, Recipe.What.SEMAPHORE, permits(permits), permits));
    }

    @Override
    public Condition condition() {
        return rlock().newCondition();
    }

    @Override
    public Condition condition(Lock lock) {
        if (!(Objects.requireNonNull(lock, "the lock is null") instanceof ManagedLocking)) {
            throw new IllegalArgumentException("a condition of a manager needs a lock of a manager, not " + lock
                    + "; make it with manager.lock() or manager.rlock()");
        }
        return lock.newCondition();
    }

    @Override
    public Event event() {
        return new ManagedEvent(make(EventService.class, Recipe.What.EVENT));
    }

    @Override
    public Barrier barrier(int parties) {
        return barrierOf(parties, null);
    }

    @Override
    public Barrier barrier(int parties, Action action) {
        return barrierOf(parties, Objects.requireNonNull(action, "the action is null"));
    }

    private Barrier barrierOf(int parties, @Nullable Action action) {
        if (parties < 1 || parties > MOST_PARTIES) {
            throw new IllegalArgumentException(parties + " parties; from 1 to " + MOST_PARTIES + " are allowed");
        }
        return new ManagedBarrier(make(BarrierService.class, Recipe.What.BARRIER, parties, action));
    }

    // ---- queues

    private QueueService queueOf(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue of capacity " + capacity + "; at least 1 is allowed");
        }
        return make(QueueService.class, Recipe.What.QUEUE, capacity);
    }

    @Override
    public <E> Queue<E> queue() {
        return queue(Integer.MAX_VALUE);
    }

    @Override
    public <E> Queue<E> queue(int capacity) {
        return new ManagedQueue<>(queueOf(capacity));
    }

    @Override
    public <E> JoinableQueue<E> joinableQueue() {
        return joinableQueue(Integer.MAX_VALUE);
    }

    @Override
    public <E> JoinableQueue<E> joinableQueue(int capacity) {
        return new ManagedJoinableQueue<>(queueOf(capacity));
    }

    // ---- values

    private ValueService value(Object initial) {
        return make(ValueService.class, Recipe.What.VALUE, initial);
    }

    @Override
    public ByteValue byteValue(byte initial) {
        return new ManagedByteValue(value(initial));
    }

    @Override
    public ShortValue shortValue(short initial) {
        return new ManagedShortValue(value(initial));
    }

    @Override
    public CharValue charValue(char initial) {
        return new ManagedCharValue(value(initial));
    }

    @Override
    public BooleanValue booleanValue(boolean initial) {
        return new ManagedBooleanValue(value(initial));
    }

    @Override
    public IntValue intValue(int initial) {
        return new ManagedIntValue(value(initial));
    }

    @Override
    public LongValue longValue(long initial) {
        return new ManagedLongValue(value(initial));
    }

    @Override
    public FloatValue floatValue(float initial) {
        return new ManagedFloatValue(value(initial));
    }

    @Override
    public DoubleValue doubleValue(double initial) {
        return new ManagedDoubleValue(value(initial));
    }

    // ---- arrays

    private ArrayService array(Class<?> type, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("an array of length " + length + "; at least 0 is allowed");
        }
        return make(ArrayService.class, Recipe.What.ARRAY, type, length);
    }

    @Override
    public ByteArray byteArray(int length) {
        return new ManagedByteArray(array(byte.class, length));
    }

    @Override
    public ShortArray shortArray(int length) {
        return new ManagedShortArray(array(short.class, length));
    }

    @Override
    public CharArray charArray(int length) {
        return new ManagedCharArray(array(char.class, length));
    }

    @Override
    public BooleanArray booleanArray(int length) {
        return new ManagedBooleanArray(array(boolean.class, length));
    }

    @Override
    public IntArray intArray(int length) {
        return new ManagedIntArray(array(int.class, length));
    }

    @Override
    public LongArray longArray(int length) {
        return new ManagedLongArray(array(long.class, length));
    }

    @Override
    public FloatArray floatArray(int length) {
        return new ManagedFloatArray(array(float.class, length));
    }

    @Override
    public DoubleArray doubleArray(int length) {
        return new ManagedDoubleArray(array(double.class, length));
    }

    // ---- structs

    /** What cannot be a struct is refused here, by the same words as in shared memory. */
    @Override
    public <R extends Record> StructValue<R> struct(R initial) {
        SharedValues.structArray(false, initial.getClass(), 0).free();
        return new ManagedStruct<>(make(StructService.class, Recipe.What.STRUCT, initial));
    }

    @Override
    public <R extends Record> StructArray<R> structArray(Class<R> type, int length) {
        SharedValues.structArray(false, type, Math.min(length, 0)).free();
        return new ManagedStructArray<>(make(StructService.class, Recipe.What.STRUCTS, type, length));
    }
}
