package org.multiprocessing.manager;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.multiprocessing.serial.ObjectClosedException;

/** A hosted object whose state is guarded by one monitor, which nobody holds while waiting, and that can be freed. */
abstract class Hosted implements HostedService {
    private final ReentrantLock monitor;
    private final String name;
    private boolean freed;

    Hosted(String name, ReentrantLock monitor) {
        this.name = name;
        this.monitor = monitor;
    }

    Hosted(String name) {
        this(name, new ReentrantLock());
    }

    final ReentrantLock monitor() {
        return monitor;
    }

    final Condition newWakeUp() {
        return monitor.newCondition();
    }

    /** Enters the monitor, unless the object was freed. */
    @SuppressWarnings("LockNotBeforeTry") // the caller's try follows
    final void enter() {
        monitor.lock();
        if (freed) {
            monitor.unlock();
            throw closed();
        }
        if (Caller.current().isGone()) { // what it took now would never be given back
            monitor.unlock();
            throw new CancellationException("the client is gone");
        }
    }

    /** Enters it for a call that its client may have interrupted, or does not wait for any more: then nothing is given to it. */
    final void enterInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        enter();
    }

    final void leave() {
        monitor.unlock();
    }

    /** Returns whether an interrupt says that nobody waits for what this call takes. */
    final boolean isCancelledByInterrupt() {
        return Caller.current().isCancelledByInterrupt(this);
    }

    /** Returns whether anybody waits for the answer of this call, as far as its thread knows. */
    final boolean isHeard() {
        return !(isCancelledByInterrupt() && Thread.currentThread().isInterrupted());
    }

    /** Ends a call that takes something if nobody waits for its answer any more. */
    final void checkHeard() {
        if (!isHeard()) {
            throw new CancellationException("nobody waits for the answer any more");
        }
    }

    final boolean isFreed() {
        return freed;
    }

    final ObjectClosedException closed() {
        return new ObjectClosedException("the " + name + " has been freed");
    }

    /** Returns the outcome of a wait, unless it is the end of the object. */
    final int checked(int outcome) {
        if (outcome == Ticket.FREED) {
            throw closed();
        }
        return outcome;
    }

    @Override
    public final void free() {
        monitor.lock();
        try {
            if (!freed) {
                freed = true;
                ended();
            }
        } finally {
            monitor.unlock();
        }
    }

    /** Tells those that wait that the object was freed. */
    abstract void ended();

    @Override
    public final String text() {
        monitor.lock();
        try {
            return freed ? "freed" : content();
        } finally {
            monitor.unlock();
        }
    }

    /** Returns what to show of the object. */
    abstract String content();
}
