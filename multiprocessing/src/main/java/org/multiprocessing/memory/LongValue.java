package org.multiprocessing.memory;

import java.util.function.LongUnaryOperator;

/**
 * A {@code long} that processes share; the names are those of {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>Each method is atomic by itself, without the guard, and reads and writes as a volatile variable does. Steps that belong
 * together are made so by {@link #hold}, if all who take part do so. Arithmetic wraps, as in {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <p>No method blocks, except for the guard. After {@link #free} each throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface LongValue extends Guarded {
    /**
     * Returns the value.
     *
     * @return the value
     */
    long get();

    /**
     * Sets the value.
     *
     * @param value the new value
     */
    void set(long value);

    /**
     * Sets the value, and returns the one before.
     *
     * @param value the new value
     * @return the value before
     */
    long getAndSet(long value);

    /**
     * Sets the value if it is the expected one.
     *
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(long expected, long value);

    /**
     * Adds to the value, and returns the one before.
     *
     * @param delta what to add
     * @return the value before
     */
    long getAndAdd(long delta);

    /**
     * Adds to the value, and returns the new one.
     *
     * @param delta what to add
     * @return the new value
     */
    default long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Adds 1, and returns the new value.
     *
     * @return the new value
     */
    default long incrementAndGet() {
        return addAndGet(1);
    }

    /**
     * Subtracts 1, and returns the new value.
     *
     * @return the new value
     */
    default long decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Adds 1, and returns the value before.
     *
     * @return the value before
     */
    default long getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Changes the value by a function, and returns the new one. Nobody is kept waiting: if another thread or process changes the
     * value meanwhile, the function runs again, on the value as it is then.
     *
     * @param update makes the new value of the old one; without side effects. What it throws is passed on, and the value stays
     * @return the new value
     */
    default long updateAndGet(LongUnaryOperator update) {
        while (true) {
            long old = get();
            long value = update.applyAsLong(old);
            if (compareAndSet(old, value)) {
                return value;
            }
        }
    }
}
