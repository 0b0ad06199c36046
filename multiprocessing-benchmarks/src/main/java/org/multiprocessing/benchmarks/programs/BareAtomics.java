package org.multiprocessing.benchmarks.programs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The limit of a lock: takes and releases a word of a mapped file by two atomic operations; nanoseconds for each time. */
public final class BareAtomics {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private BareAtomics() {}

    /** Takes how many times. */
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        MemorySegment memory = map();
        Served.serve(() -> Served.nanosEach(times, () -> takeAndRelease(memory, times)));
    }

    private static MemorySegment map() throws IOException {
        Path file = Files.createTempFile("multiprocessing-benchmarks", "word");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES, Arena.global());
        } finally {
            Files.delete(file); // the mapping stays
        }
    }

    private static void takeAndRelease(MemorySegment memory, int times) {
        for (int i = 0; i < times; i++) {
            if (!INT.compareAndSet(memory, 0L, 0, 1) || (int) INT.getAndSet(memory, 0L, 0) != 1) {
                throw new IllegalStateException("somebody else has taken it");
            }
        }
    }
}
