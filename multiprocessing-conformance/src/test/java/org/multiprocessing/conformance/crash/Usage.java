package org.multiprocessing.conformance.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.multiprocessing.process.Process;

/**
 * What a program and some of its children use at a moment.
 *
 * @param heap what is left of this JVM's heap after a collection, in bytes
 * @param resident this JVM's resident set, in bytes
 * @param workers the resident sets of the workers together
 * @param descriptors this JVM's open descriptors
 * @param workerDescriptors those of the workers together
 * @param threads this JVM's threads
 * @param files the files in the session's folder
 * @param shared their bytes
 */
record Usage(
        long heap,
        long resident,
        long workers,
        long descriptors,
        long workerDescriptors,
        long threads,
        long files,
        long shared) {
    private static final int PAGE = 4096;
    private static final long NONE = 0;

    /** Looks now. */
    static Usage now(List<Process> workers) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long residentOfWorkers = 0;
        long descriptorsOfWorkers = 0;
        for (Process worker : workers) {
            residentOfWorkers += resident(Long.toString(worker.pid()));
            descriptorsOfWorkers += entries(proc(Long.toString(worker.pid()), "fd"));
        }
        long files = 0;
        long shared = 0;
        for (Path folder : sessions()) {
            files += entries(folder);
            shared += bytes(folder);
        }
        return new Usage(
                runtime.totalMemory() - runtime.freeMemory(),
                resident("self"),
                residentOfWorkers,
                entries(proc("self", "fd")),
                descriptorsOfWorkers,
                entries(proc("self", "task")),
                files,
                shared);
    }

    private static Path proc(String process, String file) {
        return Path.of("/proc", process, file);
    }

    private static long resident(String process) throws IOException {
        try {
            return PAGE
                    * Long.parseLong(Files.readString(proc(process, "statm")).split(" ", -1)[1]);
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    private static long entries(Path folder) {
        return Objects.requireNonNullElse(folder.toFile().list(), new String[0]).length;
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static List<Path> sessions() {
        String base = System.getProperty("multiprocessing.dir", "/dev/shm");
        return Stream.of(System.getProperty("org.multiprocessing.sessions", "").split("/"))
                .filter(name -> !name.isEmpty())
                .map(Path.of(base)::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    /** Returns the median of one figure. */
    static long median(List<Usage> usages, ToLongFunction<Usage> figure) {
        long[] sorted = usages.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Returns the greatest of one figure. */
    static long most(List<Usage> usages, ToLongFunction<Usage> figure) {
        return Arrays.stream(usages.stream().mapToLong(figure).toArray()).max().orElse(0);
    }
}
