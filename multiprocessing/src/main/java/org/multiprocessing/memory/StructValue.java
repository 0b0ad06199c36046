package org.multiprocessing.memory;

import java.util.function.UnaryOperator;

/**
 * A record whose components processes share, always read and written as a whole.
 *
 * <p>The components are of primitive types, and lie one behind the other in the order of their declaration, each at a multiple of
 * its size, as in a C struct. Every method takes the guard for as long as it copies, so nobody sees half of a new record; only a
 * process that is killed while it writes may leave one behind.
 *
 * <pre>{@code
 * record Point(double x, double y) {}
 *
 * var point = struct(new Point(0, 0));
 * point.updateAndGet(p -> new Point(p.x() + 1, p.y()));
 * }</pre>
 *
 * @param <R> the record
 */
public interface StructValue<R extends Record> extends Guarded {
    /**
     * Returns the record, made by its canonical constructor; whose exception, if it refuses what is there, is the cause of an
     * {@link IllegalStateException}.
     *
     * @return the record
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     */
    R get();

    /**
     * Sets the record.
     *
     * @param value the new record
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     */
    void set(R value);

    /**
     * Changes the record by a function, and returns the new one. The guard is held all the while, so the function runs once, and
     * others wait for it.
     *
     * @param update makes the new record of the old one. What it throws is passed on, and the record stays
     * @return the new record
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     */
    R updateAndGet(UnaryOperator<R> update);
}
