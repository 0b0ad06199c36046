package org.multiprocessing.serial;

import java.io.Serializable;

/**
 * An object that lives in memory which the processes of a tree share, and travels between them by reference.
 *
 * <p>It may be captured by a lambda, passed as an argument, put on a queue or returned, at any time, to any process of
 * the same tree; the receiver gets a handle to the same object, not a copy. It cannot be written with the JDK's own
 * {@link java.io.ObjectOutputStream}, although the interface is {@link Serializable}, which is so that a field of this
 * type in a serializable class draws no warning.
 */
public interface Shared extends Serializable {

    /**
     * Ends the object for all processes of the tree; idempotent.
     *
     * <p>Later use, in any process, throws {@link ObjectClosedException}. What nobody frees goes with the last process
     * of the tree.
     */
    void free();
}
