package org.multiprocessing.manager;

/** A value of a primitive type in the server, boxed, with its guard. */
interface ValueService extends GuardedService {
    Object get();

    void set(Object value);

    Object getAndSet(Object value);

    boolean compareAndSet(Object expected, Object value);

    Object getAndAdd(Object delta);
}
