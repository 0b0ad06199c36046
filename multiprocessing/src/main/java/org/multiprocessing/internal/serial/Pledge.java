package org.multiprocessing.internal.serial;

/** What a message holds for as long as it is on its way, so that what it refers to is still there when it arrives. */
public interface Pledge {

    /** Ends it, since the message will not arrive; does nothing if it has arrived. */
    void withdraw();
}
