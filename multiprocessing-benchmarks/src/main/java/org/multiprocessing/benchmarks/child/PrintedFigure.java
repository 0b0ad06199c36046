package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that is started for each sample, measures something of itself, and prints {@code value FIGURE}.
 *
 * @param command what to start
 */
public record PrintedFigure(List<String> command) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Override
    public void warmUp() {
        // the first sample is as cold as the last
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        try (Started program = Started.start(command)) {
            return Double.parseDouble(program.await("value", DEADLINE).text());
        }
    }

    @Override
    public void close() {
        // each sample has closed its own program
    }
}
