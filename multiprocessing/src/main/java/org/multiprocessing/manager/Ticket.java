package org.multiprocessing.manager;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One that waits for a hosted object. Everything is read and written inside the object's monitor. */
final class Ticket {
    static final long FOREVER = Long.MAX_VALUE;

    /** Not called yet. */
    static final int WAITING = -1;

    /** Called: what it waits for has come. */
    static final int TAKEN = 0;

    /** What a service says when the time was over. */
    static final int BUSY = 1;

    /** Called: the owner of the lock has died. */
    static final int ABANDONED = 2;

    /** What a lock says to its holder. */
    static final int OWNED = 3;

    /** Called: the object was freed. */
    static final int FREED = 4;

    /** Called: the client is gone, and nobody will hear the answer. */
    static final int GONE = 5;

    /** Called: the queue was shut down. */
    static final int SHUT_DOWN = 6;

    /** Called: the client has closed the queue. */
    static final int CLOSED = 7;

    /** Called: the barrier is broken. */
    static final int BROKEN = 8;

    /** Called: all have come, and this one is to run the action of the barrier. */
    static final int RUN_ACTION = 9;

    private final Owner owner;
    private final int amount;
    private final Hosted object;
    private final Condition woken;
    private int outcome = WAITING;

    private @Nullable Object item;

    Ticket(Hosted object, int amount) {
        this.owner = Owner.current();
        this.amount = amount;
        this.object = object;
        this.woken = object.newWakeUp();
    }

    Hosted object() {
        return object;
    }

    Owner owner() {
        return owner;
    }

    int amount() {
        return amount;
    }

    int outcome() {
        return outcome;
    }

    @Nullable
    Object item() {
        return item;
    }

    void bring(@Nullable Object brought) {
        item = brought;
    }

    void call(int result) {
        outcome = result;
        woken.signal();
    }

    /** Waits until it is called, at most a time; one that was moved on may be called later. */
    int await(long nanos) throws InterruptedException {
        long left = nanos;
        while (outcome == WAITING && left > 0) {
            if (nanos == FOREVER) {
                woken.await();
            } else {
                left = woken.awaitNanos(left);
            }
        }
        return outcome;
    }

    /** Waits until it is called, or until nobody waits for the answer any more. */
    int awaitUninterruptibly() {
        while (outcome == WAITING && object.isHeard()) {
            if (!object.isCancelledByInterrupt()) {
                woken.awaitUninterruptibly();
                continue;
            }
            try {
                woken.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody waits any more
            }
        }
        return outcome;
    }
}
