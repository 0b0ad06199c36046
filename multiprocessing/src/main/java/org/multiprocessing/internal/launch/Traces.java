package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import org.multiprocessing.internal.classes.ClassServer;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Segment;
import org.multiprocessing.internal.shm.Session;

/** What a JVM leaves in the session, whatever it was for. */
public final class Traces {
    private Traces() {}

    /** Removes the traces of the JVM in an entry, which is gone, as its parent is, as long as the slot is its own. */
    public static void remove(Session session, ProcessEntry entry) throws IOException {
        remove(session, entry, entry.bodies() + 1); // the parent may have died between a body and its announcement
    }

    static void remove(Session session, ProcessEntry entry, int bodies) throws IOException {
        for (int n = 1; n <= bodies; n++) {
            Files.deleteIfExists(ChildJvm.bodyFile(session, entry, n));
        }
        Segment.removeAllOf(session, entry.slot(), entry.generation());
        ClassServer.removeOf(session, entry.slot(), entry.generation());
    }
}
