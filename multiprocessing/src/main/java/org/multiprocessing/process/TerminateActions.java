package org.multiprocessing.process;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.log.Log;
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
            Termination.note(entry);
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
                Log.log(Level.ERROR, "an action given to onTerminate failed", e); // the others are still to run
            }
        }
    }
}
