package org.multiprocessing.memory;

/**
 * A {@code double} that processes share; the names are those of {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>Each method is atomic by itself, without the guard, and reads and writes as a volatile variable does. Steps that belong
 * together are made so by {@link #hold}, if all who take part do so.
 *
 * <p>No method blocks, except for the guard. After {@link #free} each throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface DoubleValue extends Guarded {
    /**
     * Returns the value.
     *
     * @return the value
     */
    double get();

    /**
     * Sets the value.
     *
     * @param value the new value
     */
    void set(double value);

    /**
     * Sets the value, and returns the one before.
     *
     * @param value the new value
     * @return the value before
     */
    double getAndSet(double value);

    /**
     * Sets the value if it is the expected one. They are compared by their bits: {@code -0.0} and {@code 0.0} differ, and a NaN
     * equals one of the same bits.
     *
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(double expected, double value);

    /**
     * Adds to the value, and returns the one before.
     *
     * @param delta what to add
     * @return the value before
     */
    double getAndAdd(double delta);

    /**
     * Adds to the value, and returns the new one.
     *
     * @param delta what to add
     * @return the new value
     */
    default double addAndGet(double delta) {
        return getAndAdd(delta) + delta;
    }
}
