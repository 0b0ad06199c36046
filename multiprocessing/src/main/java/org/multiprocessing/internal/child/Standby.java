package org.multiprocessing.internal.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.channel.Channels;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Decoding;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/** A JVM before it is needed: does ahead what every process does at its beginning, one step after the other, until it is. */
final class Standby {
    /** At the process's end, by a process that fails, by a worker. */
    private static final String[] NEEDED_LATER = {
        "java.nio.channels.AsynchronousCloseException",
        "java.nio.channels.ClosedByInterruptException",
        "org.multiprocessing.internal.log.FailurePrinter",
        "org.multiprocessing.pool.WorkerLoop$Run"
    };

    private static final int WARM_UP = 1;
    private static final int BODY = 2;
    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final long LONGEST_PARK_NANOS = 1_000_000_000L;

    private final Session session;
    private final ProcessEntry entry;

    Standby(Session session, ProcessEntry entry) {
        this.session = session;
        this.entry = entry;
    }

    /** Returns once the parent has said what this JVM is to be. */
    void await(ParentCalls calls) throws IOException {
        awaitBodies(WARM_UP);
        Decoder warmUp = ChildMain.nextBody(session, entry, WARM_UP);
        if (isWanted()) {
            return;
        }
        rehearse();
        load(warmUp.readString(), warmUp.loader());
        for (String name : preloaded(warmUp)) {
            if (isWanted()) {
                return;
            }
            initialize(name, warmUp.loader());
        }
        entry.setState(ProcessLayout.STATE_STANDBY);
        calls.begin();
        if (!isWanted() && session.slab().holdsPrimitives()) { // else the program is spared the memory
            Cells.shared();
            rehearseSharing();
        }
        while (!isWanted()) {
            LockSupport.parkNanos(calls.isSettled() ? LONGEST_PARK_NANOS : LOOK_AGAIN_NANOS);
        }
    }

    private boolean isWanted() {
        return entry.bodies() >= BODY;
    }

    private void awaitBodies(int n) {
        while (entry.bodies() < n) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static List<String> preloaded(Decoder in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            names.add(in.readString());
        }
        return names;
    }

    /** The program's main class, uninitialised: that opens the jars in which the target will be found, too. */
    private static void load(String mainClass, ClassLoader loader) {
        try {
            if (!mainClass.isEmpty()) {
                Class.forName(mainClass, false, loader);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            Log.log(System.Logger.Level.DEBUG, "the main class is not found where children look", e);
        }
    }

    /** Classes that start processes while they are initialised would do so in every standby JVM. */
    private static void initialize(String name, ClassLoader loader) {
        Decoding.run(() -> {
            try {
                Class.forName(name, true, loader);
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                Log.log(
                        System.Logger.Level.DEBUG,
                        "preloading " + name + " failed; the process itself will say more",
                        e);
            }
        });
    }

    static void rehearse() throws IOException {
        try {
            ChildMain.newBody().rehearse();
            for (String name : NEEDED_LATER) {
                Class.forName(name);
            }
        } catch (Exception e) {
            throw new IOException("the rehearsal of a standby JVM failed", e);
        }
    }

    /** What a process does with the first shared object that it gets, as far as that is possible in private. */
    static void rehearseSharing() {
        Queue<Object> queue = Channels.queue(false, 1);
        queue.add(1);
        queue.clear();
        queue.close();
    }
}
