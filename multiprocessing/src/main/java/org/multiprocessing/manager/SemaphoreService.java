package org.multiprocessing.manager;

/** A semaphore in the server. Results are those of {@link Ticket}. */
interface SemaphoreService extends HostedService {
    int acquire(int permits, long nanos) throws InterruptedException;

    int acquireUninterruptibly(int permits);

    int tryAcquire(int permits);

    void release(int permits);

    /** Takes a permit that is given back when the client has died. */
    int hold() throws InterruptedException;

    int holdUninterruptibly();

    /** Gives a permit back that was held. */
    void releaseHeld();

    int available();

    int bound();
}
