package org.multiprocessing.internal.cell;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.internal.shm.ProcessEntry;

/** The children of a dead process die too, and their parent is not there to repair what they leave: whoever was its parent does. */
final class Orphans {
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

    private Orphans() {}

    /** Repairs what the children of a dead process leave, and theirs, once they are gone; does not wait for that. */
    static void follow(SharedCells cells, ProcessEntry parent) {
        List<Integer> orphans = new ArrayList<>();
        for (ProcessEntry child : cells.session().processes().childrenOf(parent)) {
            if (child.hasBegun()) { // or it has taken nothing yet
                orphans.add(Identity.of(child));
            }
        }
        if (!orphans.isEmpty()) {
            Thread.ofPlatform().daemon().name("multiprocessing-orphans").start(() -> repairAll(cells, orphans));
        }
    }

    /** By looking again: of the end of a process that it has not started, nobody is told. */
    private static void repairAll(SharedCells cells, List<Integer> orphans) {
        long pause = FIRST_PAUSE_NANOS;
        while (!orphans.isEmpty()) {
            orphans.removeIf(identity -> repairIfDead(cells, identity));
            Delay.pass(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    private static boolean repairIfDead(SharedCells cells, int identity) {
        if (!Repair.isDead(cells, identity)) {
            return false;
        }
        Repair.of(cells, identity);
        ProcessEntry entry = cells.session().processes().entry(Identity.slot(identity));
        if (Identity.of(entry) == identity) {
            follow(cells, entry);
        }
        return true;
    }
}
