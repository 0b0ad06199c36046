package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/** How many cells of this JVM's session are in use for queues, and by those that hold them: a leak that no file shows. */
public final class SlabCells {
    private static final List<Integer> KINDS = List.of(
            SlabLayout.KIND_LOCK,
            SlabLayout.KIND_FIFO,
            SlabLayout.KIND_WAIT,
            SlabLayout.KIND_HOLDER,
            SlabLayout.KIND_LOAN,
            SlabLayout.KIND_CONSUMER);

    private SlabCells() {}

    /** Returns how many there are of each kind. */
    public static Map<Integer, Integer> inUse() throws IOException {
        Map<Integer, Integer> counts = ofAllKinds();
        counts.keySet().retainAll(KINDS);
        return counts;
    }

    /** Returns how many there are of each kind, not only of those for queues. */
    public static Map<Integer, Integer> ofAllKinds() throws IOException {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (Path folder : folders()) {
            count(folder.resolve("control"), ControlLayout.SLAB, counts);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path chunk : files.filter(
                                file -> file.getFileName().toString().startsWith("slab-"))
                        .toList()) {
                    count(chunk, 0, counts);
                }
            }
        }
        return counts;
    }

    /** Returns the names of the files with what is in queues. */
    public static List<String> files() throws IOException {
        return files("data-");
    }

    /** Returns the names of the files that begin in some way. */
    public static List<String> files(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith(prefix))
                        .forEach(names::add);
            }
        }
        names.sort(null);
        return names;
    }

    private static List<Path> folders() {
        String chosen = System.getProperty("multiprocessing.dir");
        Path base = Path.of(chosen != null ? chosen : "/dev/shm");
        return Stream.of(System.getProperty("org.multiprocessing.sessions", "").split("/"))
                .filter(name -> !name.isEmpty())
                .map(base::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    private static void count(Path file, int from, Map<Integer, Integer> counts) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer cells =
                    ByteBuffer.allocate(ControlLayout.CELLS * SlabLayout.SIZE).order(ByteOrder.LITTLE_ENDIAN);
            while (cells.hasRemaining() && channel.read(cells, from + cells.position()) > 0) {
                // until all is read
            }
            for (int at = 0; at + SlabLayout.SIZE <= cells.position(); at += SlabLayout.SIZE) {
                int kind = cells.getInt(at + SlabLayout.KIND);
                if (kind != SlabLayout.KIND_FREE) {
                    counts.merge(kind, 1, Integer::sum);
                }
            }
        }
    }
}
