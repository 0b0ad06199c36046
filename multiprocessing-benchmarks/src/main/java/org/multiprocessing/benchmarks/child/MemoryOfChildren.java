package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that is started for each sample, has idle children and prints {@code pids} and their numbers: the mean of the
 * children's proportional set sizes, in MiB. A proportional set size divides what several processes share among them; so
 * no other measured program lives meanwhile.
 *
 * @param command what to start
 */
public record MemoryOfChildren(List<String> command) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** How long the children are idle before they are looked at: what starts late has started then. */
    private static final Duration IDLE = Duration.ofMillis(1200);

    @Override
    public void warmUp() {
        // the first sample is as cold as the last
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        try (Started program = Started.start(command)) {
            String pids = program.await("pids", DEADLINE).text();
            Thread.sleep(IDLE);
            long kibibytes = 0;
            String[] each = pids.split(" ", -1);
            for (String pid : each) {
                kibibytes += proportionalSetSize(Long.parseLong(pid));
            }
            return kibibytes / 1024.0 / each.length;
        }
    }

    private static long proportionalSetSize(long pid) throws IOException, ProgramFailed {
        Path file = Path.of("/proc/" + pid + "/smaps_rollup");
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new ProgramFailed("no Pss in " + file);
    }

    @Override
    public void close() {
        // each sample has closed its own program
    }
}
