package org.multiprocessing.manager;

/** A condition in the server. */
interface ConditionService extends HostedService {
    /** Returns {@link Ticket#TAKEN} if it was signalled, {@link Ticket#BUSY} if the time was over, or {@link Ticket#ABANDONED}. */
    int await(long nanos) throws InterruptedException;

    int awaitUninterruptibly();

    void signal(int n);

    @Proxied
    LockService guard();

    boolean hasReentrantGuard();
}
