package org.multiprocessing.manager;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;

/** What the two kinds of locks of a manager share. */
interface ManagedLocking extends Lock, Adaptor {
    @Override
    LockService service();

    private boolean taken(int result) {
        return switch (result) {
            case Ticket.TAKEN -> true;
            case Ticket.ABANDONED -> throw ownerDied(service());
            case Ticket.OWNED ->
                throw new IllegalStateException("this thread holds the lock already, and would wait for itself for"
                        + " ever; use rlock() if it is to take it again");
            default -> false;
        };
    }

    static OwnerDiedException ownerDied(LockService service) {
        Death death = service.death();
        return new OwnerDiedException(death.pid(), death.name());
    }

    @Override
    default void lock() {
        taken(service().acquireUninterruptibly(Client.PID));
    }

    @Override
    default void lockInterruptibly() throws InterruptedException {
        Client.checkInterrupted();
        taken(service().acquire(Client.PID, Ticket.FOREVER));
    }

    @Override
    default boolean tryLock() {
        int result = service().tryAcquire(Client.PID);
        return result != Ticket.OWNED && taken(result);
    }

    @Override
    default boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Client.checkInterrupted();
        return taken(service().acquire(Client.PID, unit.toNanos(time)));
    }

    @Override
    default void unlock() {
        service().release();
    }

    @Override
    default boolean isLocked() {
        return service().isLocked();
    }

    @Override
    default boolean isHeldByCurrentThread() {
        return service().holds() > 0;
    }

    @Override
    default OptionalLong ownerPid() {
        long pid = service().ownerPid();
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    @Override
    default Held hold() {
        lock();
        return new ManagedHold(this::unlock);
    }

    @Override
    default Held holdInterruptibly() throws InterruptedException {
        lockInterruptibly();
        return new ManagedHold(this::unlock);
    }

    @Override
    default Held recover() throws InterruptedException {
        Client.checkInterrupted();
        taken(service().recover(Client.PID));
        return new ManagedHold(service()::releaseRecovered);
    }

    @Override
    default Condition newCondition() {
        return new ManagedCondition(service().newCondition(), this);
    }

    @Override
    default void free() {
        service().free();
    }
}
