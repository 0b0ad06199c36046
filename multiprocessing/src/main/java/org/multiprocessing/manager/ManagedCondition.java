package org.multiprocessing.manager;

import java.io.Serial;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.sync.Condition;

/** A condition of a manager. */
final class ManagedCondition implements Condition, Adaptor {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ConditionService service;

    /** Asked for when it is needed first. */
    private transient volatile @Nullable ManagedLocking guard;

    ManagedCondition(ConditionService service) {
        this.service = service;
    }

    ManagedCondition(ConditionService service, ManagedLocking guard) {
        this(service);
        this.guard = guard;
    }

    @Override
    public ConditionService service() {
        return service;
    }

    @Override
    public ManagedLocking guard() {
        ManagedLocking known = guard;
        if (known == null) {
            LockService lock = service.guard();
            known = service.hasReentrantGuard() ? new ManagedRLock(lock) : new ManagedLock(lock);
            guard = known; // another thread may do the same: they are equal
        }
        return known;
    }

    private boolean signalled(int result) {
        if (result == Ticket.ABANDONED) {
            throw ManagedLocking.ownerDied(guard().service());
        }
        return result == Ticket.TAKEN;
    }

    /** Who does not hold the lock is told so, also if it was interrupted. */
    private boolean sleep(long nanos) throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && guard().isHeldByCurrentThread()) {
            Client.checkInterrupted();
        }
        try {
            return signalled(service.await(nanos));
        } catch (InterruptedException e) {
            comeBack();
            throw e;
        }
    }

    /** Takes the lock again; an interrupt that nobody hears of otherwise is kept. */
    private void comeBack() {
        boolean back = false;
        try {
            signalled(service.comeBack());
            back = true;
        } finally {
            if (!back) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void await() throws InterruptedException {
        sleep(Ticket.FOREVER);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return sleep(unit.toNanos(time));
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long since = System.nanoTime();
        boolean signalled = sleep(nanosTimeout);
        long left = Math.max(0, nanosTimeout) - (System.nanoTime() - since);
        return signalled ? left : Math.min(left, 0);
    }

    @Override
    public void awaitUninterruptibly() {
        signalled(service.awaitUninterruptibly());
    }

    @Override
    public void signal() {
        service.signal(1);
    }

    @Override
    public void signalAll() {
        service.signal(Integer.MAX_VALUE);
    }

    @Override
    public void signal(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(n + " to wake; at least 0 are allowed");
        }
        service.signal(n);
    }

    @Override
    public void free() {
        service.free();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagedCondition condition && condition.service.equals(service);
    }

    @Override
    public int hashCode() {
        return service.hashCode();
    }

    @Override
    public String toString() {
        return Texts.of("Condition", service);
    }
}
