package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that does nothing and is started several times for each sample: the milliseconds from start to end of one.
 *
 * @param command what to start
 * @param times how often
 */
public record RepeatedStart(List<String> command, int times) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public void warmUp() throws IOException, ProgramFailed, InterruptedException {
        startAndJoin();
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        long nanos = 0;
        for (int i = 0; i < times; i++) {
            nanos += startAndJoin();
        }
        return nanos / 1e6 / times;
    }

    private long startAndJoin() throws IOException, ProgramFailed, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(DEADLINE)) {
                throw new ProgramFailed("did not end within " + DEADLINE.toMillis() + " ms");
            }
            if (process.exitValue() != 0) {
                throw new ProgramFailed("ended with exit code " + process.exitValue());
            }
            return System.nanoTime() - begin;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        // each start has ended
    }
}
