package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.barrier;
import static org.multiprocessing.Multiprocessing.condition;
import static org.multiprocessing.Multiprocessing.event;
import static org.multiprocessing.Multiprocessing.lock;
import static org.multiprocessing.Multiprocessing.longValue;
import static org.multiprocessing.Multiprocessing.rlock;
import static org.multiprocessing.Multiprocessing.semaphore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.serial.Shared;

/** Ours: how many bytes of shared memory each of many primitives takes. */
public final class PrimitiveBytes {
    private PrimitiveBytes() {}

    /** Takes the kind and how many. */
    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        List<Shared> all = new ArrayList<>();
        all.add(make(arguments[0])); // the session is there from here on
        long before = mappedBytes();
        for (int i = 0; i < count; i++) {
            all.add(make(arguments[0]));
        }
        System.out.println("value " + (double) (mappedBytes() - before) / count);
        all.getLast().free(); // until here, nothing was garbage
    }

    private static Shared make(String kind) {
        return switch (kind) {
            case "Lock" -> lock();
            case "RLock" -> rlock();
            case "Semaphore" -> semaphore(1);
            case "Condition" -> condition();
            case "Event" -> event();
            case "Barrier" -> barrier(2);
            case "LongValue" -> longValue(0);
            default -> throw new IllegalArgumentException("there is no kind '" + kind + "'");
        };
    }

    /** Returns how much of {@code /dev/shm} this process has mapped. */
    private static long mappedBytes() throws IOException {
        long bytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (line.contains(" /dev/shm/")) {
                String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
                bytes += Long.parseUnsignedLong(ends[1], 16) - Long.parseUnsignedLong(ends[0], 16);
            }
        }
        return bytes;
    }
}
