package org.multiprocessing.manager;

/** A thread of a client: the threads of all JVMs have the same numbers. */
record Owner(long client, long thread) {
    /** Returns the one whose call runs in this thread of the server. */
    static Owner current() {
        Caller caller = Caller.current();
        return new Owner(caller.client(), caller.thread());
    }
}
