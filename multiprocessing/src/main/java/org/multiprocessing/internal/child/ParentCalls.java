package org.multiprocessing.internal.child;

import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * A thread that listens to the parent for the life of a child: a body for a standby JVM, an interrupt for the target's
 * thread.
 *
 * <p>It also settles the child: death with the parent even while stopped. That costs some 50 ms of class loading, so a process that
 * lasts no longer than {@link #SHORT_LIFE_NANOS} is spared it.
 */
final class ParentCalls extends Thread {
    private static final long SHORT_LIFE_NANOS = 500_000_000;
    private static final long BUSY_NANOS = 60_000_000;

    /** How soon an interrupt is noticed where the parent cannot ring. */
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private static final long LONGEST_SLEEP_NANOS = 10_000_000_000L;

    private final Session session;
    private final ProcessEntry entry;
    private final Bell bell;
    private final Thread target = Thread.currentThread();
    private int interrupts;
    private int bodies;
    private boolean started;
    private volatile boolean settled;
    private volatile boolean ending;

    /** For the target that is run by the calling thread. */
    ParentCalls(Session session, ProcessEntry entry) {
        super(null, null, "multiprocessing-parent-calls", 0, false);
        this.session = session;
        this.entry = entry;
        this.bell = entry.bell(session.os());
        setDaemon(true);
    }

    /** Starts, unless that was done; settles after a while. */
    void begin() {
        if (!started) {
            started = true;
            start();
        } else {
            bell.wake(); // an interrupt may have come before there was anything to interrupt
        }
    }

    /** Returns whether the child has been settled. */
    boolean isSettled() {
        return settled;
    }

    @Override
    public void run() {
        bodies = entry.bodies();
        awaitQuiet();
        session.os().dieWithParent(); // holds as long as this thread lives
        settled = true;
        LockSupport.unpark(target);
        while (!ending) {
            bell.arm();
            if (!passOn() && !ending) {
                listen();
            }
            bell.disarm();
        }
        while (true) {
            LockSupport.park();
        }
    }

    /** Waits while the process may be a short one, or the JVM may be needed any moment: processors have better things to do. */
    private void awaitQuiet() {
        boolean running = entry.state() == ProcessLayout.STATE_RUNNING;
        long since = System.nanoTime();
        while (System.nanoTime() - since < (running ? SHORT_LIFE_NANOS : BUSY_NANOS)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            passOn();
            if (!running && entry.state() == ProcessLayout.STATE_RUNNING) {
                running = true;
                since = System.nanoTime();
            }
        }
    }

    /** Leaves the system call, or the end of this JVM would wait for it. */
    void letGo() {
        ending = true;
        bell.wake();
    }

    private void listen() {
        if (entry.state() == ProcessLayout.STATE_RUNNING && !canBeWoken()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } else {
            bell.sleep(entry.parentCanWake(), LONGEST_SLEEP_NANOS);
        }
    }

    private boolean canBeWoken() {
        return entry.parentCanWake() && session.os().canWake();
    }

    private boolean passOn() {
        boolean anything = false;
        if (entry.interrupts() != interrupts && entry.state() == ProcessLayout.STATE_RUNNING) { // not the decoding
            interrupts = entry.interrupts();
            target.interrupt();
            anything = true;
        }
        if (entry.bodies() != bodies) {
            bodies = entry.bodies();
            LockSupport.unpark(target);
            anything = true;
        }
        return anything;
    }
}
