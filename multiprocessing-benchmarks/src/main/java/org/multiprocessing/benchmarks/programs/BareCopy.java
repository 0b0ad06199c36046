package org.multiprocessing.benchmarks.programs;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The limit of large items: one thread copies 8 MiB from an array to a mapped file, and from there to another array; MiB per second. */
public final class BareCopy {
    private static final int MEBIBYTES = LargeItems.BYTES >> 20;
    private static final int LONGS = LargeItems.BYTES / Long.BYTES;

    private BareCopy() {}

    /** Takes {@code same} or {@code new}, whether the second array is the same one each time, as a receiver's is not; and how many times. */
    public static void main(String... arguments) throws Exception {
        boolean anew = arguments[0].equals("new");
        int times = Integer.parseInt(arguments[1]);
        Copy copy = new Copy(anew);
        Served.serve(() -> Served.rate(MEBIBYTES * times, () -> {
            for (int i = 0; i < times; i++) {
                copy.run(i);
            }
        }));
    }

    private static final class Copy {
        private final MemorySegment memory;
        private final boolean anew;
        private final long[] source = new long[LONGS];
        private long[] target = new long[LONGS];

        Copy(boolean anew) throws IOException {
            this.anew = anew;
            this.memory = MemorySegment.ofBuffer(MappedFile.map(MappedFile.create(LargeItems.BYTES)));
        }

        void run(int number) {
            source[LONGS - 1] = number;
            MemorySegment.copy(source, 0, memory, ValueLayout.JAVA_LONG, 0, LONGS);
            if (anew) {
                target = new long[LONGS];
            }
            MemorySegment.copy(memory, ValueLayout.JAVA_LONG, 0, target, 0, LONGS);
            Served.requireEcho(target[LONGS - 1], number);
        }
    }
}
