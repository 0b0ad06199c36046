package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.multiprocessing.internal.layout.SegmentLayout;

class SegmentTest {
    private static final int SEGMENTS = 500;
    private static final int SIZE = 64;

    /** The JDK loses a mapping whose thread is interrupted while it is made. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void interruptedMakerLeavesNoMapping() throws Exception {
        Session session = Session.current();
        List<String> before = mappingsOf(session);
        Thread maker = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                maker.interrupt();
                Thread.onSpinWait();
            }
        });
        try {
            for (int i = 0; i < SEGMENTS; i++) {
                Segment.create(session, SegmentLayout.KIND_WORKER, SIZE).close();
            }
        } finally {
            over.set(true);
            while (interrupter.isAlive()) {
                Thread.onSpinWait(); // a join would be interrupted
            }
            Thread.interrupted();
        }
        assertThat(mappingsOf(session)).isEqualTo(before);
    }

    private static List<String> mappingsOf(Session session) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(session.folder() + "/segment-"))
                    .toList();
        }
    }
}
