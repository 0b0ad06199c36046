package org.multiprocessing.internal.child;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.internal.shm.LifeLocks;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * Ends this process when its parent has died: a daemon thread waits for the lock on the parent's byte, which the system
 * gives it within milliseconds of the death, whatever this process is busy with. While this process ends by itself, which its
 * shutdown hooks may draw out, the thread looks at intervals instead.
 */
final class ParentWatch extends Thread {
    /** What shutdown hooks get before the end is forced. */
    private static final long GRACE_NANOS = 500_000_000;

    private static final long LOOK_AGAIN_NANOS = 100_000_000;
    static final int EXIT_CODE = 255;

    private final Session session;
    private final ProcessEntry parent;
    private final int parentGeneration;

    private ParentWatch(Session session, ProcessEntry entry) {
        super(null, null, "multiprocessing-parent-watch", 0, false);
        this.session = session;
        this.parent = session.processes().entry(entry.parentSlot());
        this.parentGeneration = entry.parentGeneration();
        setDaemon(true);
    }

    static void start(Session session, ProcessEntry entry) {
        new ParentWatch(session, entry).start();
    }

    @Override
    public void run() {
        try {
            if (isThere() && !session.locks().awaitDeath(parent.slot())) {
                while (isThere() && !LifeLocks.isDead(session.folder(), parent.slot())) {
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            }
        } catch (IOException e) {
            System.err.println("the parent cannot be watched, so this process ends: " + e);
        }
        session.noteParentDeath();
        Thread orderly = new Thread(null, new OrderlyEnd(), "multiprocessing-orphan-end", 0, false);
        orderly.setDaemon(true);
        orderly.start();
        Delay.pass(GRACE_NANOS);
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** Where the parent died while this JVM booted, its slot may be another's already, who may live for long. */
    private boolean isThere() {
        return parent.generation() == parentGeneration;
    }

    private static final class OrderlyEnd implements Runnable {
        @Override
        public void run() {
            System.exit(EXIT_CODE);
        }
    }
}
