package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that stays, and takes a sample whenever it is told to: for figures of a steady state. It says {@code ready}; to
 * {@code warm SECONDS} it answers {@code warm}, to {@code run} it answers {@code value FIGURE}; it ends with its input.
 */
public final class Station implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Started program;
    private final Duration warmUp;

    private Station(Started program, Duration warmUp) {
        this.program = program;
        this.warmUp = warmUp;
    }

    /** Starts the program and waits until it is ready. */
    public static Station open(List<String> command, Effort effort)
            throws IOException, ProgramFailed, InterruptedException {
        Started program = Started.start(command);
        try {
            program.await("ready", DEADLINE);
        } catch (ProgramFailed | InterruptedException e) {
            program.close();
            throw e;
        }
        return new Station(program, effort.warmUp());
    }

    @Override
    public void warmUp() throws ProgramFailed, InterruptedException {
        program.send("warm " + warmUp.toMillis() / 1000.0);
        program.await("warm", DEADLINE.plus(warmUp));
    }

    @Override
    public double measure() throws ProgramFailed, InterruptedException {
        program.send("run");
        return Double.parseDouble(program.await("value", DEADLINE).text());
    }

    @Override
    public void close() {
        program.close();
    }
}
