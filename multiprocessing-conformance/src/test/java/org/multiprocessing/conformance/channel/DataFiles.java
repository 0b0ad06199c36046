package org.multiprocessing.conformance.channel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of queues in this program's session, as the system sees them. */
final class DataFiles {
    private static final Path BASE = Path.of(System.getProperty("multiprocessing.dir", "/dev/shm"));

    private DataFiles() {}

    /** Returns how many there are. */
    static long count() throws IOException {
        return sizes().size();
    }

    /** Returns how many bytes they have. */
    static long bytes() throws IOException {
        return sizes().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how much room there is. */
    static long usableSpace() throws IOException {
        return Files.getFileStore(BASE).getUsableSpace();
    }

    private static List<Long> sizes() throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (String name :
                System.getProperty("org.multiprocessing.sessions", "").split("/", -1)) {
            Path session = BASE.resolve(name);
            if (!name.isEmpty() && Files.isDirectory(session)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(session, "data-*")) {
                    for (Path file : files) {
                        sizes.add(Files.size(file));
                    }
                }
            }
        }
        return sizes;
    }
}
