package org.multiprocessing.internal.fifo;

/** Copies a message out of shared memory. */
@FunctionalInterface
public interface Reception {
    /** Returns false to leave the message where it is. Under the lock: must not call code of the program, nor wait. */
    boolean receive(Frame frame);
}
