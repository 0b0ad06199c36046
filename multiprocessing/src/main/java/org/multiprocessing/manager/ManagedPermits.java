package org.multiprocessing.manager;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Semaphore;

/** What the two kinds of semaphores of a manager share. */
interface ManagedPermits extends Semaphore, Adaptor {
    @Override
    SemaphoreService service();

    private static int checked(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(permits + " permits; at least 0 are allowed");
        }
        return permits;
    }

    @Override
    default void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    default void acquire(int permits) throws InterruptedException {
        checked(permits);
        Client.checkInterrupted();
        service().acquire(permits, Ticket.FOREVER);
    }

    @Override
    default void acquireUninterruptibly() {
        service().acquireUninterruptibly(1);
    }

    @Override
    default boolean tryAcquire() {
        return service().tryAcquire(1) == Ticket.TAKEN;
    }

    @Override
    default boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        Client.checkInterrupted();
        return service().acquire(1, unit.toNanos(timeout)) == Ticket.TAKEN;
    }

    @Override
    default void release() {
        service().release(1);
    }

    @Override
    default void release(int permits) {
        service().release(checked(permits));
    }

    @Override
    default int availablePermits() {
        return service().available();
    }

    @Override
    default boolean isLocked() {
        return service().available() == 0;
    }

    @Override
    default Held hold() {
        service().holdUninterruptibly();
        return new HeldPermit(service());
    }

    @Override
    default Held holdInterruptibly() throws InterruptedException {
        Client.checkInterrupted();
        service().hold();
        return new HeldPermit(service());
    }

    @Override
    default void free() {
        service().free();
    }

    /** A permit that is given back when this is closed, by whichever thread. */
    final class HeldPermit implements Held {
        private final SemaphoreService service;
        private boolean closed;

        HeldPermit(SemaphoreService service) {
            this.service = service;
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            try {
                service.releaseHeld();
            } catch (ObjectClosedException e) {
                // freed inside the statement: there is nothing to give back
            }
        }
    }
}
