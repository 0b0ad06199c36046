package org.multiprocessing.internal.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this program and its children may take together: the limit of the container, by control groups of version 2
 * or 1, else what the machine has.
 */
public final class MachineMemory {
    private static final String TOTAL = "MemTotal:";
    private static final String VERSION_1 = ":memory:";
    private static final String VERSION_2 = "0::";

    private static long known;

    private MachineMemory() {}

    /** Returns the bytes, {@code Long.MAX_VALUE} if the system does not tell. */
    public static synchronized long limit() {
        if (known == 0) {
            known = limit(Path.of("/"));
        }
        return known;
    }

    /** The same, with where {@code /proc} and {@code /sys} are. */
    static long limit(Path root) {
        long limit = total(root.resolve("proc/meminfo"));
        for (String line : read(root.resolve("proc/self/cgroup")).split("\n", -1)) {
            int version1 = line.indexOf(VERSION_1);
            if (line.startsWith(VERSION_2)) {
                limit = Math.min(
                        limit, least(root.resolve("sys/fs/cgroup"), line.substring(VERSION_2.length()), "memory.max"));
            } else if (version1 >= 0) {
                String group = line.substring(version1 + VERSION_1.length());
                limit = Math.min(limit, least(root.resolve("sys/fs/cgroup/memory"), group, "memory.limit_in_bytes"));
            }
        }
        return limit;
    }

    /** A group is bound by those around it, too. Inside a container its own may be what is mounted, and the path of the host's. */
    private static long least(Path mounted, String group, String file) {
        long least = number(read(mounted.resolve(file)));
        for (Path path =
                        Path.of(group).getRoot() == null ? null : Path.of(group).normalize();
                path != null && path.getNameCount() > 0;
                path = path.getParent()) {
            String inside = path.toString().substring(1);
            least = Math.min(least, number(read(mounted.resolve(inside).resolve(file))));
        }
        return least;
    }

    private static long total(Path file) {
        for (String line : read(file).split("\n", -1)) {
            if (line.startsWith(TOTAL)) {
                long kilobytes = number(line.substring(TOTAL.length()).replace("kB", ""));
                return kilobytes > Long.MAX_VALUE >> 10 ? Long.MAX_VALUE : kilobytes << 10;
            }
        }
        return Long.MAX_VALUE;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // no such group, or a system without control groups
        }
    }

    /** Returns the number, or as much as there can be if there is none, as in {@code max}. */
    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
