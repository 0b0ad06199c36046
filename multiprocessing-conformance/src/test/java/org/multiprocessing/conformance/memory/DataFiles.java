package org.multiprocessing.conformance.memory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of large arrays in this program's session, as the system sees them. */
final class DataFiles {
    private DataFiles() {}

    /** Returns whether there is one. */
    static boolean hasData() throws IOException {
        String chosen = System.getProperty("multiprocessing.dir");
        Path base = Path.of(chosen != null ? chosen : "/dev/shm");
        for (String name :
                System.getProperty("org.multiprocessing.sessions", "").split("/", -1)) {
            Path session = base.resolve(name);
            if (!name.isEmpty() && Files.isDirectory(session)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(session, "data-*")) {
                    if (files.iterator().hasNext()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Returns how many mappings of such files this process has. */
    static long mappedData() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/data-")).count();
        }
    }
}
