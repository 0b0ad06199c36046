package org.multiprocessing.manager;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;

/**
 * A bag of named values in a manager, which all who have it read and write; Python's {@code Namespace}.
 *
 * <p>A value that is got is a copy: to change it, set it again. Each method is one call to the server, atomic by itself.
 *
 * <pre>{@code
 * var shared = manager.namespace();
 * shared.set("limit", 10);
 * int limit = shared.get("limit", Integer.class);
 * }</pre>
 *
 * <p>Each method throws {@link org.multiprocessing.serial.ObjectClosedException} once the namespace has been freed.
 */
public interface Namespace extends Shared {
    /**
     * Returns a value.
     *
     * @param name its name
     * @return a copy of the value; null if that is what was set
     * @throws java.util.NoSuchElementException if nothing has that name
     */
    @Nullable
    Object get(String name);

    /**
     * Returns a value of a certain type.
     *
     * @param <T> the type
     * @param name its name
     * @param type its class; that of a primitive type stands for the boxed one
     * @return a copy of the value; null if that is what was set
     * @throws java.util.NoSuchElementException if nothing has that name
     * @throws ClassCastException if the value is of another type
     */
    <T> T get(String name, Class<T> type);

    /**
     * Gives a value a name, which it takes from the value that had it.
     *
     * @param name the name
     * @param value a copy of it is kept; may be null
     * @throws org.multiprocessing.serial.NotShareableException if the value cannot travel
     */
    void set(String name, @Nullable Object value);

    /**
     * Removes a value.
     *
     * @param name its name
     * @return whether something had that name
     */
    boolean remove(String name);

    /**
     * Returns the names that are set now.
     *
     * @return a copy, in the order in which they were set first
     */
    Set<String> names();
}
