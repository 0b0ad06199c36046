package org.multiprocessing.manager;

/** An array of a primitive type in the server, its elements boxed, with its guard. Ranges are plain arrays. */
interface ArrayService extends GuardedService {
    Object get(int index);

    void set(int index, Object value);

    boolean compareAndSet(int index, Object expected, Object value);

    Object getAndAdd(int index, Object delta);

    Object copy(int from, int to);

    void copyFrom(Object source, int index);

    void fill(Object value);
}
