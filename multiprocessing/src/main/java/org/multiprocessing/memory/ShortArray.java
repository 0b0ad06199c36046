package org.multiprocessing.memory;

import java.util.Arrays;
import java.util.Iterator;

/**
 * A fixed number of {@code short} elements that processes share, zero at first.
 *
 * <p>What concerns one element is atomic by itself, without the guard, and reads and writes as a volatile variable does. What
 * concerns several is not atomic: it reads or writes one after the other, while others may do so, too. Steps that belong together
 * are made so by {@link #hold}, if all who take part do so. Arithmetic wraps, as in {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>No method blocks, except for the guard. An index or range outside of the array is an {@link IndexOutOfBoundsException} that
 * names both. After {@link #free} each method but {@link #length} throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface ShortArray extends Guarded, Iterable<Short> {
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
    short get(int index);

    /**
     * Sets an element.
     *
     * @param index which
     * @param value the new value
     */
    void set(int index, short value);

    /**
     * Sets an element if it is the expected one.
     *
     * @param index which
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(int index, short expected, short value);

    /**
     * Adds to an element, and returns the value before.
     *
     * @param index which
     * @param delta what to add
     * @return the value before
     */
    short getAndAdd(int index, short delta);

    /**
     * Adds to an element, and returns the new value.
     *
     * @param index which
     * @param delta what to add
     * @return the new value
     */
    default short addAndGet(int index, short delta) {
        return (short) (getAndAdd(index, delta) + delta);
    }

    /**
     * Returns a copy of all elements.
     *
     * @return the copy
     */
    default short[] toArray() {
        return toArray(0, length());
    }

    /**
     * Returns a copy of a range.
     *
     * @param from the index of the first
     * @param to the index after the last
     * @return the copy
     */
    short[] toArray(int from, int to);

    /**
     * Sets all elements.
     *
     * @param values as many as the array has
     * @throws IllegalArgumentException if there are more or fewer
     */
    default void setAll(short... values) {
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
    void copyFrom(short[] source, int sourceIndex, int index, int count);

    /**
     * Sets all elements to the same value.
     *
     * @param value the value
     */
    void fill(short value);

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
        short[] copy = toArray(from, to);
        Arrays.sort(copy);
        copyFrom(copy, 0, from, copy.length);
    }

    /**
     * Returns the elements one by one, each as it is when it is asked for.
     *
     * @return the iterator
     */
    @Override
    default Iterator<Short> iterator() {
        return new Elements<>(length(), this::get);
    }
}
