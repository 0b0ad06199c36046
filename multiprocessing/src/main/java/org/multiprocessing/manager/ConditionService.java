package org.multiprocessing.manager;

/** A condition in the server. */
interface ConditionService extends HostedService {
    /**
     * Returns {@link Ticket#TAKEN} if it was signalled, {@link Ticket#BUSY} if the time was over, or {@link Ticket#ABANDONED}. Who is
     * interrupted does not hold the lock yet, and has to {@link #comeBack}.
     */
    int await(long nanos) throws InterruptedException;

    /** Takes the lock again after an interrupt; returns {@link Ticket#ABANDONED} if its owner has died meanwhile. */
    int comeBack();

    int awaitUninterruptibly();

    void signal(int n);

    @Proxied
    LockService guard();

    boolean hasReentrantGuard();
}
