package org.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

class TracesTest {
    /** Whose parent was killed while it wrote what the child is to do. */
    @Test
    void bodyThatWasNotAnnouncedGoesWithTheOrphan() throws Exception {
        Session session = Session.current();
        ProcessEntry orphan = session.processes().claim(session, false);
        try {
            Path body = Files.createFile(ChildJvm.bodyFile(session, orphan, 1));
            Traces.remove(session, orphan);
            assertThat(body).doesNotExist();
        } finally {
            orphan.release();
        }
    }
}
