package org.multiprocessing.internal.serial;

/** What a message holds for as long as it is on its way, so that what it refers to is still there when it arrives. */
public interface Pledge {

    /** Ends it, since the message will not arrive; does nothing if it has arrived. */
    void withdraw();

    /**
     * Says that the message will lie in a queue, from the moment on at which that counts it: it is there also when the process is
     * gone that has sent it.
     *
     * @param cell of the queue
     * @param generation of the cell
     * @param index how many messages were put before it
     */
    void carriedBy(int cell, int generation, long index);

    /** Says that the message goes to the parent of this process, which may read it when this one is gone. */
    void goesToParent();

    /** Returns whether reading the message ends it, so that a message must also be read which nobody wants. */
    default boolean endsWithReading() {
        return true;
    }
}
