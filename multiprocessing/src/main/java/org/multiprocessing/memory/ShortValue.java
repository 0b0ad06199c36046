package org.multiprocessing.memory;

/**
 * A {@code short} that processes share; the names are those of {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>Each method is atomic by itself, without the guard, and reads and writes as a volatile variable does. Steps that belong
 * together are made so by {@link #hold}, if all who take part do so. Arithmetic wraps, as in {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>No method blocks, except for the guard. After {@link #free} each throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface ShortValue extends Guarded {
    /**
     * Returns the value.
     *
     * @return the value
     */
    short get();

    /**
     * Sets the value.
     *
     * @param value the new value
     */
    void set(short value);

    /**
     * Sets the value, and returns the one before.
     *
     * @param value the new value
     * @return the value before
     */
    short getAndSet(short value);

    /**
     * Sets the value if it is the expected one.
     *
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(short expected, short value);

    /**
     * Adds to the value, and returns the one before.
     *
     * @param delta what to add
     * @return the value before
     */
    short getAndAdd(short delta);

    /**
     * Adds to the value, and returns the new one.
     *
     * @param delta what to add
     * @return the new value
     */
    default short addAndGet(short delta) {
        return (short) (getAndAdd(delta) + delta);
    }
}
