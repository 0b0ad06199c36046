package org.multiprocessing.internal.shm;

import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.os.Signals;

/** How a child tells SIGTERM from other reasons to end: its own handler notes it in the process table, then ends in order. */
public final class Termination {
    private static final int TERMINATED = 143;

    /** The thread in which a JVM ends itself; it waits for the shutdown hooks. */
    private static final String JVMS_HANDLER = "SIGTERM handler";

    private static boolean noted;

    private Termination() {}

    /** Installs the handler, once. */
    public static synchronized void note(ProcessEntry entry) {
        if (!noted) {
            noted = true;
            Signals.handle("TERM", () -> {
                entry.addMark(ProcessLayout.MARK_TERMINATED);
                System.exit(TERMINATED);
            });
        }
    }

    /** Notes in a child that ends whether SIGTERM is why: until the handler is installed, the JVM's own has ended it. */
    public static void noteAtEnd(ProcessEntry entry) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount()];
        int count = all.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(JVMS_HANDLER)) {
                entry.addMark(ProcessLayout.MARK_TERMINATED);
            }
        }
    }

    /** Returns whether this child ends because it was asked to. */
    public static boolean isWanted(ProcessEntry entry) {
        return entry.request() == ProcessLayout.REQUEST_TERMINATE
                || (entry.mark() & ProcessLayout.MARK_TERMINATED) != 0;
    }
}
