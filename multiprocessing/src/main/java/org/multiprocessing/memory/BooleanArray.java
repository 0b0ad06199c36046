package org.multiprocessing.memory;

import java.util.Iterator;

/**
 * A fixed number of {@code boolean} elements that processes share, all false at first.
 *
 * <p>What concerns one element is atomic by itself, without the guard, and reads and writes as a volatile variable does. What
 * concerns several is not atomic: it reads or writes one after the other, while others may do so, too. Steps that belong together
 * are made so by {@link #hold}, if all who take part do so.
 *
 * <p>No method blocks, except for the guard. An index or range outside of the array is an {@link IndexOutOfBoundsException} that
 * names both. After {@link #free} each method but {@link #length} throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface BooleanArray extends Guarded, Iterable<Boolean> {
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
    boolean get(int index);

    /**
     * Sets an element.
     *
     * @param index which
     * @param value the new value
     */
    void set(int index, boolean value);

    /**
     * Sets an element if it is the expected one.
     *
     * @param index which
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(int index, boolean expected, boolean value);

    /**
     * Returns a copy of all elements.
     *
     * @return the copy
     */
    default boolean[] toArray() {
        return toArray(0, length());
    }

    /**
     * Returns a copy of a range.
     *
     * @param from the index of the first
     * @param to the index after the last
     * @return the copy
     */
    boolean[] toArray(int from, int to);

    /**
     * Sets all elements.
     *
     * @param values as many as the array has
     * @throws IllegalArgumentException if there are more or fewer
     */
    default void setAll(boolean... values) {
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
    void copyFrom(boolean[] source, int sourceIndex, int index, int count);

    /**
     * Sets all elements to the same value.
     *
     * @param value the value
     */
    void fill(boolean value);

    /**
     * Returns the elements one by one, each as it is when it is asked for.
     *
     * @return the iterator
     */
    @Override
    default Iterator<Boolean> iterator() {
        return new Elements<>(length(), this::get);
    }
}
