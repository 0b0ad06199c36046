package org.multiprocessing.manager;

/** What each service has whose object its users can free. */
interface HostedService {
    /** Ends the object for all clients; those that wait are told. Does nothing the second time. */
    void free();

    /** Returns what to show of the object. */
    String text();
}
