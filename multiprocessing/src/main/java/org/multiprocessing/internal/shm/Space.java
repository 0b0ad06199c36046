package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what is asked for with what is there, before memory is reserved: a mapping of a full file system ends in
 * SIGBUS, and more than the container's limit ends in a kill by the system.
 */
public final class Space {
    private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path STATISTICS = Path.of("/sys/fs/cgroup/memory.stat");
    private static final Path USED = Path.of("/sys/fs/cgroup/memory.current");

    private Space() {}

    /** Throws if so many bytes are not to be had in {@code folder}. */
    public static void check(Path folder, long wanted) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (wanted > free) {
            throw new IOException(wanted + " bytes of shared memory are wanted, but " + folder + " has " + free
                    + " free; give it more, or choose another folder with -Dmultiprocessing.dir");
        }
        long left = leftInContainer();
        if (wanted > left) {
            throw new IOException(wanted + " bytes of shared memory are wanted, but the memory limit of the container"
                    + " leaves " + left);
        }
    }

    /** What the system gives back at need: files that were read count as used memory. */
    private static long reclaimable() throws IOException {
        long bytes = 0;
        for (String line : Files.readAllLines(STATISTICS)) {
            if (line.startsWith("inactive_file ") || line.startsWith("active_file ")) {
                bytes += Long.parseLong(line.substring(line.indexOf(' ') + 1).strip());
            }
        }
        return bytes;
    }

    private static long leftInContainer() {
        try {
            String limit = Files.readString(LIMIT).strip();
            if (limit.equals("max")) {
                return Long.MAX_VALUE;
            }
            return Long.parseLong(limit) - Long.parseLong(Files.readString(USED).strip()) + reclaimable();
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE; // no cgroup v2 here
        }
    }
}
