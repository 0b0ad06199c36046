package org.multiprocessing.manager;

/** A lock in the server; of both kinds, and the guard of a value. Results are those of {@link Ticket}. */
interface LockService extends HostedService {
    int acquire(long pid, long nanos) throws InterruptedException;

    int acquireUninterruptibly(long pid);

    int tryAcquire(long pid);

    int recover(long pid) throws InterruptedException;

    void release();

    /** Releases what was taken by {@link #recover}; who was excused from a release because it had lost the lock still is. */
    void releaseRecovered();

    /** Returns how often the calling thread holds it. */
    int holds();

    boolean isLocked();

    /** Returns the pid of the holder, or 0. */
    long ownerPid();

    /** Returns the owner that died last. */
    Death death();

    @Proxied
    ConditionService newCondition();
}
