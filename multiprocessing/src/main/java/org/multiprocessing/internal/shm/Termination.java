package org.multiprocessing.internal.shm;

import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.os.Signals;

/** How a child tells SIGTERM from other reasons to end: its own handler notes it in the process table, then ends in order. */
public final class Termination {
    private static final int TERMINATED = 143;

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

    /** Returns whether this child ends because it was asked to. */
    public static boolean isWanted(ProcessEntry entry) {
        return entry.request() == ProcessLayout.REQUEST_TERMINATE
                || (entry.mark() & ProcessLayout.MARK_TERMINATED) != 0;
    }
}
