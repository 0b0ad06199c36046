package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.multiprocessing.process.StartMethod;

/** Ours: the milliseconds from the call of start until the process's own code runs; the clock is the machine's. */
public final class StartLatency {
    private StartLatency() {}

    /** Takes the start method and the pause before each start in milliseconds. */
    public static void main(String... arguments) throws Exception {
        StartMethod method = StartMethod.valueOf(arguments[0]);
        int pauseMillis = Integer.parseInt(arguments[1]);
        Path file = Files.createTempFile("multiprocessing-benchmarks", "stamp");
        String name = file.toString();
        try {
            Served.serve(() -> {
                Thread.sleep(pauseMillis);
                long begin = System.nanoTime();
                context(method).process(StartLatency::stamp, name).start().join();
                return (Long.parseLong(Files.readString(file)) - begin) / 1e6;
            });
        } finally {
            Files.delete(file);
        }
    }

    private static void stamp(String file) throws IOException {
        long now = System.nanoTime();
        Files.writeString(Path.of(file), Long.toString(now));
    }
}
