package org.multiprocessing.manager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock that threads of clients hold. Whoever releases it gives it to the one that has waited longest, at once: nobody has to be
 * woken to find that somebody else was quicker.
 */
class HostedLock extends Hosted implements LockService, ClientWatcher {
    enum Kind {
        /** Any thread may release it. */
        PLAIN,
        REENTRANT,
        /** Reentrant, and free when its owner has died. */
        GUARD
    }

    private final Kind kind;
    private final Line line = new Line();

    /** Those that want it although its owner may have died. */
    private final Set<Ticket> recovering = new HashSet<>();

    /** Those of its conditions for which somebody waits. */
    private final Set<HostedCondition> awaited = new HashSet<>();

    /** Who believes to hold it, and how often, although await has thrown because of a death: their next releases do nothing. */
    private final Map<Owner, Integer> excused = new HashMap<>();

    private @Nullable Owner owner;
    private int count;

    /** Whether the owner has it by {@link #recover}. */
    private boolean recovered;

    private long pid;
    private boolean abandoned;
    private Death death = Death.NONE;

    HostedLock(Kind kind) {
        this(kind, "lock");
    }

    HostedLock(Kind kind, String name) {
        super(name);
        this.kind = kind;
    }

    boolean isReentrant() {
        return kind != Kind.PLAIN;
    }

    // ---- taking

    @Override
    public final int acquire(long pid, long nanos) throws InterruptedException {
        enterInterruptibly();
        try {
            int result = attempt(pid);
            return result == Ticket.BUSY && nanos > 0 ? checked(line.await(ticket(pid), nanos)) : result;
        } finally {
            leave();
        }
    }

    @Override
    public final int acquireUninterruptibly(long pid) {
        enter();
        try {
            checkHeard();
            int result = attempt(pid);
            return result == Ticket.BUSY ? checked(line.awaitUninterruptibly(ticket(pid), this::giveBack)) : result;
        } finally {
            leave();
        }
    }

    @Override
    public final int tryAcquire(long pid) {
        enter();
        try {
            return attempt(pid);
        } finally {
            leave();
        }
    }

    @Override
    public final int recover(long pid) throws InterruptedException {
        enterInterruptibly();
        try {
            abandoned = false;
            boolean wasFree = owner == null;
            int result = attempt(pid);
            if (result != Ticket.BUSY) {
                recovered |= wasFree;
                return result;
            }
            Ticket ticket = ticket(pid);
            recovering.add(ticket);
            try {
                return checked(line.await(ticket, Ticket.FOREVER));
            } finally {
                recovering.remove(ticket);
            }
        } finally {
            leave();
        }
    }

    private Ticket ticket(long pid) {
        Ticket ticket = new Ticket(this, 1);
        ticket.bring(pid);
        return ticket;
    }

    private int attempt(long pid) {
        if (abandoned) {
            return Ticket.ABANDONED;
        }
        Owner me = Owner.current();
        if (owner == null) {
            give(me, pid, 1);
            return Ticket.TAKEN;
        }
        if (!me.equals(owner)) {
            return Ticket.BUSY;
        }
        if (kind == Kind.PLAIN) {
            return Ticket.OWNED;
        }
        if (count == Integer.MAX_VALUE) {
            throw new IllegalStateException("the lock was taken " + Integer.MAX_VALUE + " times, which is the limit");
        }
        count++;
        return Ticket.TAKEN;
    }

    private void give(Owner next, long nextPid, int times) {
        owner = next;
        pid = nextPid;
        count = times;
        recovered = false;
    }

    private void give(Ticket ticket) {
        give(ticket.owner(), (Long) Objects.requireNonNull(ticket.item()), ticket.amount());
        recovered = recovering.contains(ticket);
        line.call(ticket, Ticket.TAKEN);
    }

    // ---- releasing

    @Override
    public final void release() {
        release(false);
    }

    @Override
    public final void releaseRecovered() {
        release(true);
    }

    private void release(boolean endsRecovery) {
        enter();
        try {
            Owner me = Owner.current();
            boolean mine = me.equals(owner);
            if (!mine && isExcused(me)) {
                return;
            }
            if (owner == null) {
                throw new IllegalMonitorStateException(
                        abandoned ? "the lock is abandoned: recover() takes it" : "the lock is free");
            }
            if (!mine && kind != Kind.PLAIN) {
                throw new IllegalMonitorStateException("this thread does not hold the lock");
            }
            count--;
            if (count == 0) {
                if (mine && recovered && !endsRecovery) {
                    isExcused(me); // it is the release for which it was excused: it has kept what it has recovered
                }
                passOn();
            }
        } finally {
            leave();
        }
    }

    /** Undoes that it was given to the calling thread. */
    private void giveBack() {
        if (Owner.current().equals(owner)) {
            passOn();
        }
    }

    private boolean isExcused(Owner me) {
        Integer times = excused.remove(me);
        if (times != null && times > 1) {
            excused.put(me, times - 1);
        }
        return times != null;
    }

    /** Gives the lock to the next one, or lets it be free. */
    private void passOn() {
        owner = null;
        Ticket next = line.first();
        if (next != null) {
            give(next);
        }
    }

    // ---- for conditions, inside the monitor

    /** Checks that the calling thread holds the lock. */
    final void checkHeld() {
        if (isFreed()) {
            throw closed();
        }
        if (!Owner.current().equals(owner)) {
            throw new IllegalMonitorStateException(
                    "this thread does not hold the lock of the condition; take guard() first");
        }
    }

    /** Gives up the lock, however often it was taken; returns with what it is taken again. */
    final Ticket giveUp(HostedCondition condition) {
        Ticket ticket = new Ticket(condition, count);
        ticket.bring(pid);
        awaited.add(condition);
        passOn();
        return ticket;
    }

    /** Has one that has waited for a condition wait for the lock. */
    final void rejoin(Ticket ticket) {
        if (abandoned) {
            ticket.call(Ticket.ABANDONED);
        } else if (isFreed()) {
            ticket.call(Ticket.FREED);
        } else if (owner == null) {
            give(ticket);
        } else {
            line.add(ticket);
        }
    }

    /** Has one that has waited for a condition not wait for the lock any more, nor have it. */
    final void withdraw(Ticket ticket) {
        line.remove(ticket);
        if (ticket.outcome() == Ticket.TAKEN) {
            giveBack();
        }
    }

    final void nobodyAwaits(HostedCondition condition) {
        awaited.remove(condition);
    }

    final void excuse(Ticket ticket) {
        excused.put(ticket.owner(), ticket.amount());
    }

    // ---- looking

    @Override
    public final int holds() {
        enter();
        try {
            return Owner.current().equals(owner) ? count : 0;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean isLocked() {
        enter();
        try {
            return owner != null || abandoned;
        } finally {
            leave();
        }
    }

    @Override
    public final long ownerPid() {
        enter();
        try {
            return owner != null || abandoned ? pid : 0;
        } finally {
            leave();
        }
    }

    @Override
    public final Death death() {
        enter();
        try {
            return death;
        } finally {
            leave();
        }
    }

    @Override
    public final ConditionService newCondition() {
        enter();
        try {
            return new HostedCondition(this);
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        if (abandoned) {
            return "abandoned by pid " + pid;
        }
        return owner == null ? "free" : "held by pid " + pid;
    }

    // ---- ends

    @Override
    void ended() {
        line.callAll(Ticket.FREED);
        for (HostedCondition condition : Set.copyOf(awaited)) {
            condition.guardEnded(Ticket.FREED);
        }
    }

    @Override
    public void clientGone(long client, long clientPid, String name) {
        monitor().lock();
        try {
            if (!isFreed()) {
                forget(client);
                if (owner != null && owner.client() == client) {
                    abandon(new Death(clientPid, name));
                }
            }
        } finally {
            leave();
        }
    }

    private void forget(long client) {
        excused.keySet().removeIf(lost -> lost.client() == client);
        Set<HostedCondition> all = Set.copyOf(awaited);
        all.forEach(condition -> condition.forget(client));
        for (Ticket ticket : line.all()) {
            if (ticket.owner().client() == client) {
                line.call(ticket, Ticket.GONE);
                all.forEach(condition -> condition.passOn(ticket));
            }
        }
    }

    private void abandon(Death why) {
        if (kind == Kind.GUARD) {
            passOn();
            return;
        }
        death = why;
        owner = null;
        abandoned = true;
        for (Ticket ticket : line.all()) {
            if (abandoned && recovering.contains(ticket)) {
                abandoned = false;
                give(ticket);
            } else if (!recovering.contains(ticket)) {
                line.call(ticket, Ticket.ABANDONED);
            }
        }
        for (HostedCondition condition : Set.copyOf(awaited)) {
            condition.guardEnded(Ticket.ABANDONED);
        }
    }
}
