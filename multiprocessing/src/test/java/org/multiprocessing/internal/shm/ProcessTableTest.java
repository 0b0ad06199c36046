package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.layout.ProcessLayout;

/** The places of children whose parent was killed while it launched them. */
class ProcessTableTest {
    private final Session session = Session.current();
    private final ProcessTable processes = session.processes();
    private final ProcessEntry entry;
    private final int identity;

    ProcessTableTest() throws IOException {
        this.entry = processes.claim(session, false);
        this.identity = Identity.of(entry);
    }

    @AfterEach
    void release() throws IOException {
        processes.release(identity);
    }

    @Test
    void aPlaceThatNobodyHasEnteredIsGivenUp() throws IOException {
        assertThat(processes.isGone(identity)).isTrue();
        assertThat(processes.isGone(identity)).as("the second time, too").isTrue();
        assertThat(processes.enter(entry.slot(), entry.generation()))
                .as("the JVM that comes too late is refused")
                .isFalse();
        assertThat(entry.mark() & ProcessLayout.MARK_BOOTED).isZero();
    }

    @Test
    void aPlaceThatIsAnothersByNowIsNotEntered() throws IOException {
        assertThat(processes.enter(entry.slot(), entry.generation() - 1)).isFalse();
        assertThat(entry.state()).isEqualTo(ProcessLayout.STATE_BOOTING);
    }
}
