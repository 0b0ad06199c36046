package org.multiprocessing.manager;

import java.util.HashSet;
import java.util.Set;

/** A condition of a hosted lock, in the same monitor. A signal moves one that waits on to those that wait for the lock. */
final class HostedCondition extends Hosted implements ConditionService {
    private final HostedLock guard;
    private final Line line = new Line();

    /** Those that were signalled, and have not yet come back. */
    private final Set<Ticket> signalled = new HashSet<>();

    HostedCondition(HostedLock guard) {
        super("condition", guard.monitor());
        this.guard = guard;
    }

    @Override
    public int await(long nanos) throws InterruptedException {
        enter();
        try {
            guard.checkHeld();
            Ticket ticket = guard.giveUp(this);
            line.add(ticket);
            boolean interrupted = false;
            try {
                ticket.await(nanos);
            } catch (InterruptedException e) {
                interrupted = !ticket.isMoved() && ticket.outcome() == Ticket.WAITING;
            }
            int outcome = comeBack(ticket);
            if (interrupted && outcome != Ticket.ABANDONED) {
                throw new InterruptedException();
            }
            return outcome;
        } finally {
            leave();
        }
    }

    @Override
    public int awaitUninterruptibly() {
        enter();
        try {
            guard.checkHeld();
            Ticket ticket = guard.giveUp(this);
            line.add(ticket);
            ticket.awaitUninterruptibly();
            return comeBack(ticket);
        } finally {
            leave();
        }
    }

    /** Takes the lock again, whatever has ended the wait. */
    private int comeBack(Ticket ticket) {
        if (line.remove(ticket)) { // its time is over, or it was interrupted
            guard.rejoin(ticket);
        }
        int outcome = ticket.awaitUninterruptibly();
        boolean wasSignalled = signalled.remove(ticket);
        if (line.isEmpty() && signalled.isEmpty()) {
            guard.nobodyAwaits(this);
        }
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
    }

    void forget(long client) {
        line.forget(client);
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
