package org.multiprocessing.internal.child;

import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.os.Signals;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * What a child that lives longer than a moment needs, done beside the user's code: death with the parent even while
 * stopped, and a note in the process table when SIGTERM comes from outside. It costs some 50 ms of class loading, which a
 * short process is spared.
 */
final class Settling extends Thread {
    private static final long DELAY_NANOS = 500_000_000;
    private static final int TERMINATED = 143;

    private final Session session;
    private final ProcessEntry entry;

    private Settling(Session session, ProcessEntry entry) {
        super(null, null, "multiprocessing-settling", 0, false);
        this.session = session;
        this.entry = entry;
        setDaemon(true);
    }

    static void start(Session session, ProcessEntry entry) {
        new Settling(session, entry).start();
    }

    @Override
    public void run() {
        long deadline = System.nanoTime() + DELAY_NANOS;
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        session.os().dieWithParent(); // holds as long as this thread lives
        Signals.handle("TERM", () -> {
            entry.addMark(ProcessLayout.MARK_TERMINATED);
            System.exit(TERMINATED);
        });
        while (true) {
            LockSupport.park();
        }
    }
}
