package org.multiprocessing.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.cell.Repair;
import org.multiprocessing.internal.launch.Traces;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.internal.shm.Identity;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * The children of a dead process die too, and their parent is not there to put in order what they leave: whoever was its parent does.
 * Those that were booting or standing by count too: they may have decoded something, or rehearsed.
 */
final class Orphans {
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

    private Orphans() {}

    /**
     * Puts in order what the children of a dead process leave, and theirs, once they are gone; does not wait for that. To be called
     * as long as the slot is the dead one's.
     */
    static void follow(Session session, ProcessEntry parent) {
        List<Integer> orphans = new ArrayList<>();
        for (ProcessEntry child : session.processes().childrenOf(parent)) {
            orphans.add(Identity.of(child));
        }
        if (!orphans.isEmpty()) {
            Thread.ofPlatform().daemon().name("multiprocessing-orphans").start(() -> clearAll(session, orphans));
        }
    }

    /** By looking again: of the end of a process that it has not started, nobody is told. */
    private static void clearAll(Session session, List<Integer> orphans) {
        long pause = FIRST_PAUSE_NANOS;
        while (!orphans.isEmpty()) {
            orphans.removeIf(identity -> clearIfGone(session, identity));
            Delay.pass(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    private static boolean clearIfGone(Session session, int identity) {
        try {
            session.processes().giveUpUnentered(identity);
            if (!session.processes().isGone(identity)) {
                return false;
            }
            ProcessEntry entry = session.processes().entry(Identity.slot(identity));
            if (Identity.of(entry) == identity) {
                clear(session, entry, identity);
            }
        } catch (IOException e) {
            Log.log(Level.DEBUG, "left for the end of the session: traces of an orphan", e);
        }
        return true;
    }

    private static void clear(Session session, ProcessEntry entry, int identity) throws IOException {
        if (session.slab().holdsPrimitives()) {
            Repair.afterDeath(identity);
        }
        Traces.remove(session, entry);
        follow(session, entry);
        session.processes().release(identity);
    }
}
