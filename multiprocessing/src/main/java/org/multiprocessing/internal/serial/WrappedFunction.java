package org.multiprocessing.internal.serial;

/** A function around another one, after which it is named. */
public interface WrappedFunction {
    /** Returns the function inside. */
    Object wrapped();

    /** Returns whether it only hands its task on to another pool, whose failures of that task are then the task's own. */
    default boolean relays() {
        return false;
    }
}
