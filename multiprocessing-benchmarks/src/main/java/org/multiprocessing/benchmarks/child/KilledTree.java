package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Probe;

/**
 * A program that is killed with all its children busy: the milliseconds until none of them is left. The next one that is
 * started sweeps what it has left in shared memory.
 *
 * @param command what to start; it says {@code first} once it has begun to start its children
 * @param descendants how many are to be busy before the kill
 */
public record KilledTree(List<String> command, int descendants) implements Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 1;

    @Override
    public void warmUp() {
        // nothing settles here
    }

    @Override
    public double measure() throws IOException, ProgramFailed, InterruptedException {
        try (Started program = Started.start(command)) {
            program.await("first", DEADLINE);
            List<ProcessHandle> all = program.awaitBusyDescendants(descendants, DEADLINE);
            long begin = System.nanoTime();
            program.killAlone();
            while (all.stream().anyMatch(KilledTree::isRunning)) {
                if (System.nanoTime() - begin > DEADLINE.toNanos()) {
                    throw new ProgramFailed("left behind: "
                            + all.stream().filter(KilledTree::isRunning).toList());
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    /** Not when it only waits for the system's first process, which has inherited it, to take note of its end. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    @Override
    public void close() {
        // each sample has closed its own program
    }
}
