package org.multiprocessing.conformance.manager;

/**
 * Something generic to inherit from.
 *
 * @param <T> the type of the name
 */
public interface Named<T> {
    T name();

    void rename(T name);
}
