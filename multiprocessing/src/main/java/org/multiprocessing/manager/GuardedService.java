package org.multiprocessing.manager;

/** What has a guard, which is itself. */
interface GuardedService extends LockService {
    /** Frees the object if the calling client has made it. */
    void close();
}
