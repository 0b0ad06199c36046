package org.multiprocessing.manager;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that serve a connection. One of them, the leader, waits for the next message; when it is a call, it lets another one lead and runs
 * the call itself: so a call need not wait for a thread to wake up, and no call keeps the next one waiting. Platform threads, whose waits for
 * a socket are much shorter than virtual ones'; what is more than some tens of calls at a time runs in virtual threads.
 */
final class CallThreads {
    private static final int MOST = 32;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SharedCalls calls;
    private final Port port;
    private final String name;
    private final Runnable atEnd;
    private final Semaphore lead = new Semaphore(0);

    /** Those that wait for the lead, and have not been told that they get it. */
    private final AtomicInteger idle = new AtomicInteger();

    private final AtomicInteger threads = new AtomicInteger(1);
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean ended;

    /** @param atEnd what one of them does once the other side is gone */
    CallThreads(SharedCalls calls, Port port, String name, Runnable atEnd) {
        this.calls = calls;
        this.port = port;
        this.name = name;
        this.atEnd = atEnd;
    }

    /** Leads, runs a call, waits until it is to lead again, and so on. */
    private void lead() throws IOException {
        do {
            Runnable call = nextCall();
            if (call == null) {
                return;
            }
            call.run();
        } while (awaitLead());
    }

    /** Returns the next call that this thread is to run, when another one leads; null when nobody leads any more. */
    private @Nullable Runnable nextCall() throws IOException {
        while (!ended) {
            try {
                Message message = port.receive(Port.FOREVER);
                Runnable call = message == null ? null : calls.begin(message);
                if (call != null) {
                    if (passOn()) {
                        return call;
                    }
                    Thread.ofVirtual().name("multiprocessing-manager-call").start(call);
                }
            } catch (InterruptedException e) {
                // a call has left it behind
            }
        }
        return null;
    }

    /** Lets another thread lead; returns false if there are too many. */
    private boolean passOn() {
        int waiting = idle.get();
        while (waiting > 0) {
            if (idle.compareAndSet(waiting, waiting - 1)) {
                lead.release();
                return true;
            }
            waiting = idle.get();
        }
        if (threads.incrementAndGet() > MOST) {
            threads.decrementAndGet();
            return false;
        }
        Thread.ofPlatform().daemon().name(name).start(this::serve);
        return true;
    }

    /** Serves on the calling thread, for as long as it is needed; others go on. */
    void serve() {
        try {
            lead();
        } catch (IOException | RuntimeException | Error e) {
            end();
            Quietly.note("a client of the manager is gone", e);
        }
    }

    private boolean awaitLead() {
        idle.incrementAndGet();
        boolean mayLead = false;
        while (!mayLead) {
            try {
                mayLead = lead.tryAcquire(IDLE_NANOS, TimeUnit.NANOSECONDS);
                if (!mayLead && retire()) {
                    threads.decrementAndGet();
                    return false;
                }
            } catch (InterruptedException e) {
                // a call has left it behind
            }
        }
        return !ended;
    }

    /** Returns false if somebody has just decided that this thread, or one like it, is to lead. */
    private boolean retire() {
        int waiting = idle.get();
        while (waiting > 0) {
            if (idle.compareAndSet(waiting, waiting - 1)) {
                return true;
            }
            waiting = idle.get();
        }
        return false;
    }

    private void end() {
        if (ending.compareAndSet(false, true)) {
            ended = true;
            port.close();
            lead.release(2 * MOST);
            atEnd.run();
        }
    }
}
