package org.multiprocessing.manager;

/** An event in the server. */
interface EventService extends HostedService {
    void set();

    void clear();

    boolean isSet();

    /** Returns whether it was set, at the latest when the time was over. */
    boolean await(long nanos) throws InterruptedException;
}
