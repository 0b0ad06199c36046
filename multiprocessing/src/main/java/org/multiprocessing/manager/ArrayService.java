package org.multiprocessing.manager;

/** An array of a primitive type in the server, its elements boxed, with its guard. Ranges are plain arrays. */
interface ArrayService extends GuardedService {
    /** Returns the number of elements, also when the array has been freed. */
    int length();

    Object get(int index);

    void set(int index, Object value);

    boolean compareAndSet(int index, Object expected, Object value);

    Object getAndAdd(int index, Object delta);

    Object copy();

    Object copy(int from, int to);

    void copyFrom(Object source, int index);

    void fill(Object value);
}
