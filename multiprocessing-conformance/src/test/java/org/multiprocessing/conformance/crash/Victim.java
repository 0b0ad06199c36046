package org.multiprocessing.conformance.crash;

import java.util.function.Predicate;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.StartMethod;

/** The child that does one thing, and is killed on the way. */
final class Victim {
    static final String THREAD = "victim";
    static final int READY = 0;
    static final int GO = 1;
    static final int DONE = 2;
    static final int COUNTERS = 3;

    /** What is followed: the way of a message, of the locks and of the holds; not how long a thread spins. */
    static final Predicate<String> CLASSES = name -> name.equals(Victim.class.getName())
            || name.startsWith("org.multiprocessing.internal.fifo.")
            || name.startsWith("org.multiprocessing.internal.cell.Attachment")
            || name.startsWith("org.multiprocessing.internal.cell.FifoCells")
            || name.startsWith("org.multiprocessing.internal.cell.OwnerWord")
            || name.startsWith("org.multiprocessing.internal.cell.WaitQueue")
            || name.startsWith("org.multiprocessing.internal.cell.SharedCells")
            || name.startsWith("org.multiprocessing.internal.cell.DataFiles")
            || name.startsWith("org.multiprocessing.internal.shm.Slab");

    private Victim() {}

    static void run(Scene scene, Stage stage, Counters marks) throws Exception {
        Context context = Multiprocessing.context(StartMethod.SPAWN);
        Stage spare = scene.make(context);
        scene.prepare(spare);
        Thread helper = scene.help(spare);
        scene.act(spare); // all classes are loaded now
        helper.join();
        spare.free();
        scene.prepare(stage);
        Thread.currentThread().setName(THREAD);
        marks.set(READY, 1);
        marks.await("the debugger", GO, 1);
        scene.act(stage);
        marks.set(DONE, 1);
        end();
    }

    /** Where the debugger knows that it is over. */
    private static void end() throws InterruptedException {
        Thread.currentThread().join();
    }
}
