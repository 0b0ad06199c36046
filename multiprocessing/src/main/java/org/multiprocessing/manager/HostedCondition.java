package org.multiprocessing.manager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A condition of a hosted lock, in the same monitor. A signal moves one that waits on to those that wait for the lock.
 *
 * <p>Who is interrupted has to take the lock again, by a further call: an interrupt may also mean that the caller has given up, and then
 * nobody would ever release the lock.
 */
final class HostedCondition extends Hosted implements ConditionService {
    private final HostedLock guard;
    private final Line line = new Line();

    /** Those that were signalled, and have not yet come back. */
    private final Set<Ticket> signalled = new HashSet<>();

    /** Those that were interrupted, and have not yet come back. */
    private final Map<Owner, Ticket> away = new HashMap<>();

    HostedCondition(HostedLock guard) {
        super("condition", guard.monitor());
        this.guard = guard;
    }

    @Override
    public int await(long nanos) throws InterruptedException {
        enter();
        try {
            Ticket ticket = begin();
            try {
                ticket.await(nanos);
                if (line.remove(ticket)) { // its time is over
                    guard.rejoin(ticket);
                }
                ticket.await(Ticket.FOREVER);
            } catch (InterruptedException e) {
                if (ticket.outcome() == Ticket.WAITING) {
                    giveUp(ticket);
                    away.put(ticket.owner(), ticket);
                    throw e;
                }
                Thread.currentThread().interrupt(); // too late, and kept
            }
            return end(ticket);
        } finally {
            leave();
        }
    }

    private Ticket begin() {
        guard.checkHeld();
        Ticket ticket = guard.giveUp(this);
        away.remove(ticket.owner()); // it was interrupted once, and did not want to come back
        line.add(ticket);
        return ticket;
    }

    /** Takes one out that does not wait any more. Its signal is somebody else's. */
    private void giveUp(Ticket ticket) {
        line.remove(ticket);
        guard.withdraw(ticket);
        passOn(ticket);
    }

    @Override
    public int awaitUninterruptibly() {
        enter();
        try {
            return finish(begin());
        } finally {
            leave();
        }
    }

    /** Waits for whatever there is to wait for, or until nobody waits for the answer any more. */
    private int finish(Ticket ticket) {
        ticket.awaitUninterruptibly();
        if (!isHeard()) {
            giveUp(ticket);
            forgetIfIdle();
            checkHeard();
        }
        return end(ticket);
    }

    /** The lock is taken again also if the condition was freed meanwhile. */
    @Override
    public int comeBack() {
        monitor().lock();
        try {
            checkHeard();
            Ticket ticket = away.remove(Owner.current());
            if (ticket == null) {
                throw new IllegalMonitorStateException("this thread was not interrupted while it waited");
            }
            if (ticket.outcome() == Ticket.WAITING) {
                guard.rejoin(ticket);
            }
            return finish(ticket);
        } finally {
            leave();
        }
    }

    private void forgetIfIdle() {
        if (line.isEmpty() && signalled.isEmpty() && away.isEmpty()) {
            guard.nobodyAwaits(this);
        }
    }

    /** Says how the wait of one that has come back has ended. */
    private int end(Ticket ticket) {
        int outcome = ticket.outcome();
        boolean wasSignalled = signalled.remove(ticket);
        forgetIfIdle();
        if (outcome == Ticket.ABANDONED) {
            guard.excuse(ticket);
            return outcome;
        }
        if (guard.isFreed() || isFreed()) {
            throw isFreed() ? closed() : guard.closed();
        }
        Line.answered(outcome);
        return wasSignalled ? Ticket.TAKEN : Ticket.BUSY;
    }

    @Override
    public void signal(int n) {
        enter();
        try {
            guard.checkHeld();
            for (int i = 0; i < n && !line.isEmpty(); i++) {
                signalNext();
            }
        } finally {
            leave();
        }
    }

    @Override
    public LockService guard() {
        return guard;
    }

    @Override
    public boolean hasReentrantGuard() {
        return guard.isReentrant();
    }

    private void signalNext() {
        Ticket next = line.first();
        if (next != null) {
            line.remove(next);
            signalled.add(next);
            guard.rejoin(next);
        }
    }

    // ---- ends, inside the monitor

    /** Tells those that wait that the lock was freed, or that its owner has died. */
    void guardEnded(int why) {
        line.callAll(why);
        away.values().forEach(ticket -> ticket.call(why));
    }

    void forget(long client) {
        line.forget(client);
        away.keySet().removeIf(gone -> gone.client() == client);
    }

    /** Gives the signal of one that is gone, and had not yet acted on it, to the next one. */
    void passOn(Ticket gone) {
        if (signalled.remove(gone)) {
            signalNext();
        }
    }

    /** The lock is taken again before they are told. */
    @Override
    void ended() {
        for (Ticket ticket : line.all()) {
            line.remove(ticket);
            guard.rejoin(ticket);
        }
    }

    @Override
    String content() {
        return "Lock[" + guard.text() + "]";
    }
}
