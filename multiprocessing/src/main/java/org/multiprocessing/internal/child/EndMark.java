package org.multiprocessing.internal.child;

import java.io.IOException;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.internal.shm.Termination;

/** A shutdown hook that notes in the process table that this JVM ends by its own will, not by a signal. */
final class EndMark extends Thread {
    private final Session session;
    private final ProcessEntry entry;
    private final ParentCalls calls;

    EndMark(Session session, ProcessEntry entry, ParentCalls calls) {
        super(null, null, "multiprocessing-end-mark", 0, false);
        this.session = session;
        this.entry = entry;
        this.calls = calls;
    }

    @Override
    public void run() {
        System.out.flush();
        System.err.flush();
        if (Termination.isSignalled()) {
            entry.addMark(ProcessLayout.MARK_TERMINATED);
        }
        entry.addMark(ProcessLayout.MARK_ORDERLY);
        entry.setState(ProcessLayout.STATE_ENDING);
        session.endActions().run();
        calls.letGo();
        try {
            // The last step, since its own children know by this lock that it lives; but a step of its own, since the
            // end of
            // the JVM would wait for the watch, which is in a system call. What its other threads hold is theirs until
            // they are gone.
            session.locks().letGo();
        } catch (IOException e) {
            System.err.println("the locks of an ending process: " + e);
        }
    }
}
