package org.multiprocessing.memory;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fixed number of records whose components processes share, all zero at first; each is read and written as a whole, as a {@link
 * StructValue} is. There is one guard for all of them.
 *
 * <p>An index outside of the array is an {@link IndexOutOfBoundsException} that names both. After {@link #free} each method but
 * {@link #length} throws {@link org.multiprocessing.serial.ObjectClosedException}.
 *
 * @param <R> the record
 */
public interface StructArray<R extends Record> extends Guarded, Iterable<R> {
    /**
     * Returns the number of records.
     *
     * @return the length, also after {@link #free}
     */
    int length();

    /**
     * Returns a record, made by its canonical constructor; whose exception, if it refuses what is there, is the cause of an {@link
     * IllegalStateException}.
     *
     * @param index which
     * @return the record
     */
    R get(int index);

    /**
     * Sets a record.
     *
     * @param index which
     * @param value the new record
     */
    void set(int index, R value);

    /**
     * Changes a record by a function, and returns the new one. The guard is held all the while, so the function runs once, and
     * others wait for it.
     *
     * @param index which
     * @param update makes the new record of the old one. What it throws is passed on, and the record stays
     * @return the new record
     */
    R updateAndGet(int index, UnaryOperator<R> update);

    /**
     * Returns the records as a stream, each as it is when the stream comes to it.
     *
     * @return the stream
     */
    default Stream<R> stream() {
        return IntStream.range(0, length()).mapToObj(this::get);
    }

    /**
     * Returns the records one by one, each as it is when it is asked for.
     *
     * @return the iterator
     */
    @Override
    default Iterator<R> iterator() {
        return new Elements<>(length(), this::get);
    }
}
