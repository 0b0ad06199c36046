package org.multiprocessing.benchmarks.programs;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of memory that two bare JVMs map, where the library has its own. */
final class MappedFile {
    private static final Path MEMORY = Path.of("/dev/shm");

    private MappedFile() {}

    /** Makes one of zeros, which goes with this program. */
    static Path create(long bytes) throws IOException {
        String prefix = "multiprocessing-benchmarks";
        Path file =
                Files.isDirectory(MEMORY) ? Files.createTempFile(MEMORY, prefix, "") : Files.createTempFile(prefix, "");
        file.toFile().deleteOnExit();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes); // makes it so long
        }
        return file;
    }

    static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }
}
