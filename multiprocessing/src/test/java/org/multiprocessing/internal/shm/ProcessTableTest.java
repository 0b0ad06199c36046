package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.layout.ProcessLayout;

/** The places of children whose parent was killed while it launched them. */
class ProcessTableTest {
    private static final int ORPHANED = 255;
    private static final long PATIENCE_SECONDS = 60;

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

    /** As the parent does, before it is killed; returns what the JVM has printed. */
    private String endOfChild() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.multiprocessing.internal.child.ChildMain",
                        session.folder().toString(),
                        Integer.toString(entry.slot()),
                        Integer.toString(entry.generation()))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            assertThat(jvm.exitValue()).isEqualTo(ORPHANED);
            return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            jvm.destroyForcibly().waitFor();
        }
    }

    @Test
    void aPlaceThatNobodyHasEnteredIsGivenUp() throws Exception {
        processes.giveUpUnentered(identity);
        assertThat(processes.isGone(identity)).isTrue();
        assertThat(endOfChild()).as("what the JVM says that comes too late").isEmpty();
        assertThat(entry.mark() & ProcessLayout.MARK_BOOTED).isZero();
    }

    @Test
    void aPlaceThatIsAnothersByNowIsNotEntered() throws IOException {
        assertThat(processes.enter(entry.slot(), entry.generation() - 1)).isFalse();
        assertThat(entry.state()).isEqualTo(ProcessLayout.STATE_BOOTING);
    }

    /** That one may live for long. */
    @Test
    void aChildDoesNotWaitForWhoeverHasItsParentsSlotNow() throws Exception {
        entry.setParent(session.slot(), session.generation() + 1);
        assertThat(endOfChild()).isEmpty();
        assertThat(entry.mark() & ProcessLayout.MARK_BOOTED)
                .as("it had entered")
                .isNotZero();
        processes.giveUpUnentered(identity);
        assertThat(processes.isGone(identity)).isTrue();
    }
}
