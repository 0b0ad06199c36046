package org.multiprocessing.manager;

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
import org.multiprocessing.memory.ShortArray;
import org.multiprocessing.memory.ShortValue;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.serial.Action;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/**
 * Makes objects that processes share: in shared memory if it is a context's method, between threads of this JVM if it is the context
 * of {@code THREADS}. Every one of them throws {@link java.io.UncheckedIOException} when there is no room for it.
 */
public interface SharedObjects {
    /**
     * Makes a lock, free.
     *
     * @return the lock
     */
    Lock lock();

    /**
     * Makes a reentrant lock, free.
     *
     * @return the lock
     */
    RLock rlock();

    /**
     * Makes a semaphore.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    Semaphore semaphore(int permits);

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param permits how many permits it has at first, at least 0
     * @return the semaphore
     */
    BoundedSemaphore boundedSemaphore(int permits);

    /**
     * Makes a condition with a reentrant lock of its own.
     *
     * @return the condition
     */
    Condition condition();

    /**
     * Makes a condition that belongs to a lock.
     *
     * @param lock a lock of this library
     * @return the condition
     */
    Condition condition(Lock lock);

    /**
     * Makes an event, not set.
     *
     * @return the event
     */
    Event event();

    /**
     * Makes a barrier.
     *
     * @param parties how many must come, from 1 to 32,767
     * @return the barrier
     */
    Barrier barrier(int parties);

    /**
     * Makes a barrier with an action.
     *
     * @param parties how many must come, from 1 to 32,767
     * @param action what the last one to come runs, in its own process, before all go on
     * @return the barrier
     */
    Barrier barrier(int parties, Action action);

    // ---- queues

    /**
     * Makes a queue without a bound on the number of items.
     *
     * @param <E> what is in it
     * @return the queue
     */
    <E> Queue<E> queue();

    /**
     * Makes a queue.
     *
     * @param <E> what is in it
     * @param capacity how many items it holds, at least 1
     * @return the queue
     */
    <E> Queue<E> queue(int capacity);

    /**
     * Makes a queue that counts what is not done, without a bound on the number of items.
     *
     * @param <E> what is in it
     * @return the queue
     */
    <E> JoinableQueue<E> joinableQueue();

    /**
     * Makes a queue that counts what is not done.
     *
     * @param <E> what is in it
     * @param capacity how many items it holds, at least 1
     * @return the queue
     */
    <E> JoinableQueue<E> joinableQueue(int capacity);

    // ---- values and arrays

    /**
     * Makes a {@code byte}.
     *
     * @param initial the value at first
     * @return the value
     */
    ByteValue byteValue(byte initial);

    /**
     * Makes a {@code short}.
     *
     * @param initial the value at first
     * @return the value
     */
    ShortValue shortValue(short initial);

    /**
     * Makes a {@code char}.
     *
     * @param initial the value at first
     * @return the value
     */
    CharValue charValue(char initial);

    /**
     * Makes a {@code boolean}.
     *
     * @param initial the value at first
     * @return the value
     */
    BooleanValue booleanValue(boolean initial);

    /**
     * Makes an {@code int}.
     *
     * @param initial the value at first
     * @return the value
     */
    IntValue intValue(int initial);

    /**
     * Makes a {@code long}.
     *
     * @param initial the value at first
     * @return the value
     */
    LongValue longValue(long initial);

    /**
     * Makes a {@code float}.
     *
     * @param initial the value at first
     * @return the value
     */
    FloatValue floatValue(float initial);

    /**
     * Makes a {@code double}.
     *
     * @param initial the value at first
     * @return the value
     */
    DoubleValue doubleValue(double initial);

    /**
     * Makes an array of {@code int} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    IntArray intArray(int length);

    /**
     * Makes an array of {@code int} elements; a name of its own, since {@code intArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    default IntArray intArrayOf(int... values) {
        IntArray array = intArray(values.length);
        array.setAll(values);
        return array;
    }

    /**
     * Makes an array of {@code long} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    LongArray longArray(int length);

    /**
     * Makes an array of {@code long} elements; a name of its own, since {@code longArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    default LongArray longArrayOf(long... values) {
        LongArray array = longArray(values.length);
        array.setAll(values);
        return array;
    }

    /**
     * Makes an array of {@code double} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    DoubleArray doubleArray(int length);

    /**
     * Makes an array of {@code double} elements; a name of its own, since {@code doubleArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    default DoubleArray doubleArrayOf(double... values) {
        DoubleArray array = doubleArray(values.length);
        array.setAll(values);
        return array;
    }

    /**
     * Makes an array of {@code float} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    FloatArray floatArray(int length);

    /**
     * Makes an array of {@code float} elements; a name of its own, since {@code floatArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    default FloatArray floatArrayOf(float... values) {
        FloatArray array = floatArray(values.length);
        array.setAll(values);
        return array;
    }

    /**
     * Makes an array of {@code byte} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    ByteArray byteArray(int length);

    /**
     * Makes an array of {@code byte} elements; a name of its own, since {@code byteArray(5)} means a length.
     *
     * @param values the elements at first
     * @return the array
     */
    default ByteArray byteArrayOf(byte... values) {
        ByteArray array = byteArray(values.length);
        array.setAll(values);
        return array;
    }

    /**
     * Makes an array of {@code short} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    ShortArray shortArray(int length);

    /**
     * Makes an array of {@code char} elements.
     *
     * @param length how many, at least 0
     * @return the array, all zero
     */
    CharArray charArray(int length);

    /**
     * Makes an array of the characters of a text.
     *
     * @param text the text
     * @return the array
     */
    default CharArray charArrayOf(String text) {
        CharArray array = charArray(text.length());
        array.setAll(text.toCharArray());
        return array;
    }

    /**
     * Makes an array of {@code boolean} elements.
     *
     * @param length how many, at least 0
     * @return the array, all false
     */
    BooleanArray booleanArray(int length);

    /**
     * Makes a struct: the components of a record.
     *
     * @param <R> the record
     * @param initial the record at first
     * @return the struct
     * @throws IllegalArgumentException if a component is of another type than a primitive one
     */
    <R extends Record> StructValue<R> struct(R initial);

    /**
     * Makes an array of structs.
     *
     * @param <R> the record
     * @param type the class of the record
     * @param length how many, at least 0
     * @return the array, all components zero
     * @throws IllegalArgumentException if a component is of another type than a primitive one
     */
    <R extends Record> StructArray<R> structArray(Class<R> type, int length);
}
