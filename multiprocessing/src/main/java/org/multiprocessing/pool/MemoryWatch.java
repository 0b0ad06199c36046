package org.multiprocessing.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks now and then how much memory this process takes. Used by one thread, that of the worker, between tasks. */
final class MemoryWatch {
    /** A look costs some 20 us. */
    private static final long PERIOD_NANOS = 50_000_000;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final long limit;
    private long bytes;
    private long looksAt = System.nanoTime();
    private boolean exceeded;

    MemoryWatch(long limit) {
        this.limit = limit;
    }

    /** Returns true once, at the first look at which there is more than the limit. */
    boolean isExceeded() {
        long now = System.nanoTime();
        if (exceeded || now - looksAt < 0) {
            return false;
        }
        looksAt = now + PERIOD_NANOS;
        bytes = resident();
        exceeded = bytes > limit;
        return exceeded;
    }

    /** Returns what the last look has seen. */
    long bytes() {
        return bytes;
    }

    /** Not from {@code statm}, which counts pages, whose size Java does not tell. */
    private static long resident() {
        try {
            String text = new String(Files.readAllBytes(STATUS), StandardCharsets.ISO_8859_1);
            int begin = text.indexOf(RESIDENT) + RESIDENT.length();
            int end = text.indexOf("kB", begin);
            if (begin >= RESIDENT.length() && end > 0) {
                return Long.parseLong(text.substring(begin, end).strip()) << 10;
            }
        } catch (IOException e) {
            return heapUsed(); // a system without /proc
        }
        return heapUsed();
    }

    private static long heapUsed() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
