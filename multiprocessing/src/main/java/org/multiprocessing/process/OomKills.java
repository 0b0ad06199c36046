package org.multiprocessing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many processes of its container the system has killed for want of memory. */
final class OomKills {
    private static final Path EVENTS = Path.of("/sys/fs/cgroup/memory.events");
    private static final String COUNT = "oom_kill ";
    private static final int UNKNOWN = -1;

    private static int known = UNKNOWN;

    private OomKills() {}

    /** Notes the count, so that a later rise is seen. */
    static synchronized void watch() {
        if (known == UNKNOWN) {
            known = count();
        }
    }

    /** Returns whether the count has risen since the last look. */
    static synchronized boolean hasRisen() {
        int before = known;
        known = count();
        return before != UNKNOWN && known > before;
    }

    private static int count() {
        try {
            for (String line : Files.readAllLines(EVENTS)) {
                if (line.startsWith(COUNT)) {
                    return Integer.parseInt(line.substring(COUNT.length()).strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN; // no container, or none with this kind of accounting
        }
        return UNKNOWN;
    }
}
