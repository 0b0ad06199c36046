package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that is started for each sample: the milliseconds from its start until it has printed {@code first} as its first
 * line.
 *
 * @param command what to start
 */
public record FreshProgram(List<String> command) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public void warmUp() throws IOException, ProgramFailed, InterruptedException {
        measure(); // its files are in memory then
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        try (Started program = Started.start(command)) {
            long nanos = program.await("first", DEADLINE).nanos() - program.startedNanos();
            program.awaitEnd(DEADLINE);
            return nanos / 1e6;
        }
    }

    @Override
    public void close() {
        // each sample has closed its own program
    }
}
