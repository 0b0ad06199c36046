package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that has started, and waits to be told to end: the milliseconds from telling it until it has ended.
 *
 * @param command what to start
 * @param times how often in one sample
 * @param pause how long it has to get ready
 */
public record WaitingStart(List<String> command, int times, Duration pause) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public void warmUp() throws IOException, ProgramFailed, InterruptedException {
        endOne();
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        long nanos = 0;
        for (int i = 0; i < times; i++) {
            nanos += endOne();
        }
        return nanos / 1e6 / times;
    }

    private long endOne() throws IOException, ProgramFailed, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Thread.sleep(pause);
            long begin = System.nanoTime();
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            if (!process.waitFor(DEADLINE)) {
                throw new ProgramFailed("did not end within " + DEADLINE.toMillis() + " ms");
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
