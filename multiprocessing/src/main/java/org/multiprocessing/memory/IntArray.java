package org.multiprocessing.memory;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A fixed number of {@code int} elements that processes share, zero at first.
 *
 * <p>What concerns one element is atomic by itself, without the guard, and reads and writes as a volatile variable does. What
 * concerns several is not atomic: it reads or writes one after the other, while others may do so, too. Steps that belong together
 * are made so by {@link #hold}, if all who take part do so. Arithmetic wraps, as in {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <pre>{@code
 * var squares = intArray(10);
 * pool.forEach(i -> squares.set(i, i * i), IntStream.range(0, 10).boxed().toList());
 * }</pre>
 *
 * <p>No method blocks, except for the guard. An index or range outside of the array is an {@link IndexOutOfBoundsException} that
 * names both. After {@link #free} each method but {@link #length} throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface IntArray extends Guarded, Iterable<Integer> {
    /**
     * Returns the number of elements.
     *
     * @return the length, also after {@link #free}
     */
    int length();

    /**
     * Returns an element.
     *
     * @param index which
     * @return the element
     */
    int get(int index);

    /**
     * Sets an element.
     *
     * @param index which
     * @param value the new value
     */
    void set(int index, int value);

    /**
     * Sets an element if it is the expected one.
     *
     * @param index which
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(int index, int expected, int value);

    /**
     * Adds to an element, and returns the value before.
     *
     * @param index which
     * @param delta what to add
     * @return the value before
     */
    int getAndAdd(int index, int delta);

    /**
     * Adds to an element, and returns the new value.
     *
     * @param index which
     * @param delta what to add
     * @return the new value
     */
    default int addAndGet(int index, int delta) {
        return getAndAdd(index, delta) + delta;
    }

    /**
     * Returns a copy of all elements.
     *
     * @return the copy
     */
    default int[] toArray() {
        return toArray(0, length());
    }

    /**
     * Returns a copy of a range.
     *
     * @param from the index of the first
     * @param to the index after the last
     * @return the copy
     */
    int[] toArray(int from, int to);

    /**
     * Sets all elements.
     *
     * @param values as many as the array has
     * @throws IllegalArgumentException if there are more or fewer
     */
    default void setAll(int... values) {
        Elements.checkCount(values.length, length());
        copyFrom(values, 0, 0, values.length);
    }

    /**
     * Sets a range, to elements of another array.
     *
     * @param source the other array
     * @param sourceIndex the index of the first element there
     * @param index the index of the first element here
     * @param count how many
     */
    void copyFrom(int[] source, int sourceIndex, int index, int count);

    /**
     * Sets all elements to the same value.
     *
     * @param value the value
     */
    void fill(int value);

    /** Sorts all elements, in ascending order; as {@link #sort(int, int)}. */
    default void sort() {
        sort(0, length());
    }

    /**
     * Sorts a range, in ascending order: a copy of it is sorted, and then written back. Whatever others write meanwhile is lost,
     * and whoever reads meanwhile may see elements twice or not at all, so take the guard.
     *
     * @param from the index of the first
     * @param to the index after the last
     */
    default void sort(int from, int to) {
        int[] copy = toArray(from, to);
        Arrays.sort(copy);
        copyFrom(copy, 0, from, copy.length);
    }

    /**
     * Returns the elements as a stream, each as it is when the stream comes to it.
     *
     * @return the stream
     */
    default IntStream stream() {
        return IntStream.range(0, length()).map(this::get);
    }

    /**
     * Returns the elements one by one, each as it is when it is asked for.
     *
     * @return the iterator
     */
    @Override
    default Iterator<Integer> iterator() {
        return new Elements<>(length(), this::get);
    }
}
