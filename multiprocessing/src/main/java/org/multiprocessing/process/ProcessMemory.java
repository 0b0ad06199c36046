package org.multiprocessing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads how much memory a live process has used, where the system tells. */
final class ProcessMemory {
    private static final String MOST_RESIDENT = "VmHWM:";

    private ProcessMemory() {}

    static OptionalLong mostResident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(MOST_RESIDENT)) {
                    String kilobytes = line.substring(MOST_RESIDENT.length())
                            .replace("kB", "")
                            .strip();
                    return OptionalLong.of(Long.parseLong(kilobytes) << 10);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty(); // ended already, or a system without /proc
        }
        return OptionalLong.empty();
    }
}
