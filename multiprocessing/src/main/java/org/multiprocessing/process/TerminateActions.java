package org.multiprocessing.process;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.log.FailurePrinter;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.internal.shm.Termination;

/** What a process does when it is asked to end, in the order in which it was added. */
final class TerminateActions {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean hooked;
    private boolean ran;

    /** Adds an action to a process that is a JVM of its own. */
    synchronized void addToJvm(Runnable action) {
        if (!hooked) {
            hooked = true;
            Session session = Session.current();
            ProcessEntry entry = session.processes().entry(session.slot());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> runIfWanted(entry), "multiprocessing-terminate"));
        }
        actions.add(action);
    }

    synchronized void add(Runnable action) {
        actions.add(action);
    }

    private void runIfWanted(ProcessEntry entry) {
        if (Termination.isWanted(entry)) {
            run();
        }
    }

    void run() {
        List<Runnable> all;
        synchronized (this) {
            if (ran) {
                return; // a process that is a thread may be asked again
            }
            ran = true;
            all = List.copyOf(actions);
        }
        for (Runnable action : all) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                // Printed, not logged: the JDK's loggers may have been closed by a shutdown hook of theirs. The others
                // are to run.
                new FailurePrinter(CurrentProcess.get().name()).uncaughtException(Thread.currentThread(), e);
            }
        }
    }
}
