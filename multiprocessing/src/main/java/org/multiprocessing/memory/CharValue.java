package org.multiprocessing.memory;

/**
 * A {@code char} that processes share; the names are those of {@link java.util.concurrent.atomic.AtomicInteger}. A {@code char} is a unit of UTF-16, 2 bytes.
 *
 * <p>Each method is atomic by itself, without the guard, and reads and writes as a volatile variable does. Steps that belong
 * together are made so by {@link #hold}, if all who take part do so.
 *
 * <p>No method blocks, except for the guard. After {@link #free} each throws {@link
 * org.multiprocessing.serial.ObjectClosedException}.
 */
public interface CharValue extends Guarded {
    /**
     * Returns the value.
     *
     * @return the value
     */
    char get();

    /**
     * Sets the value.
     *
     * @param value the new value
     */
    void set(char value);

    /**
     * Sets the value, and returns the one before.
     *
     * @param value the new value
     * @return the value before
     */
    char getAndSet(char value);

    /**
     * Sets the value if it is the expected one.
     *
     * @param expected what it must be
     * @param value the new value
     * @return whether it was the expected one
     */
    boolean compareAndSet(char expected, char value);
}
