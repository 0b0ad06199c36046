package org.multiprocessing.conformance.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Footprint;
import org.multiprocessing.conformance.support.SessionState;
import org.multiprocessing.conformance.support.SlabCells;

/**
 * What is in use at a moment when nothing runs: processes, files, mappings, descriptors, threads, and cells of the session.
 *
 * @param footprint what this JVM has
 * @param cells how many cells of each kind are in use
 */
record Leftovers(Footprint footprint, Map<Integer, Integer> cells) {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final int PAUSE_MILLIS = 200;
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final int ENOUGH = 10;

    /** What named blocks of the scenarios are called. */
    static final String BLOCK_PREFIX = "chaos-" + ProcessHandle.current().pid() + "-";

    private static Leftovers now() throws IOException {
        return new Leftovers(Footprint.now(), SlabCells.ofAllKinds());
    }

    /** Looks once nothing changes any more: standby JVMs are launched and get ready. */
    static Leftovers settled() throws IOException {
        Delays.pass(SETTLING);
        Leftovers last = now();
        for (int same = 0; same < ENOUGH; ) {
            Delays.pass(Duration.ofMillis(PAUSE_MILLIS));
            Leftovers now = now();
            same = now.equals(last) ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Waits until there is no more than there was; fails if that does not come. */
    void check() throws Exception {
        Patience patience = new Patience();
        List<String> growth = growth();
        while (!growth.isEmpty()) {
            if (patience.isOver()) {
                throw new Violation("left behind:\n" + String.join("\n", growth));
            }
            System.gc(); // what was never freed goes with its Java object
            Delays.pass(Duration.ofMillis(PAUSE_MILLIS));
            growth = growth();
        }
    }

    private List<String> growth() throws IOException {
        Leftovers now = now();
        List<String> growth = new ArrayList<>(now.footprint.growthSince(footprint));
        Map<Integer, Integer> more = new TreeMap<>();
        now.cells.forEach((kind, count) -> {
            int added = count - cells.getOrDefault(kind, 0);
            if (added > 0) {
                more.put(kind, added);
            }
        });
        if (!more.isEmpty()) {
            growth.add("cells of the session, by kind: " + more);
        }
        List<String> orphans = orphans();
        if (!orphans.isEmpty()) {
            growth.add("processes that are nobody's: " + orphans);
        }
        List<String> slots = SessionState.slotsOfTheDead();
        if (!slots.isEmpty()) {
            growth.add("slots of processes that are gone: " + slots);
        }
        List<String> blocks = blocks();
        if (!blocks.isEmpty()) {
            growth.add("named blocks: " + blocks);
        }
        return growth;
    }

    /** Those with the session's folder in their command that are not below this JVM any more. */
    private static List<String> orphans() throws IOException {
        Set<Long> below =
                ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
        List<String> orphans = new ArrayList<>();
        for (ProcessHandle process : ofSession()) {
            if (!below.contains(process.pid())) {
                orphans.add(process.pid() + " " + process.info().commandLine().orElse("?"));
            }
        }
        return orphans;
    }

    private static List<ProcessHandle> ofSession() throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        for (Path folder : Footprint.sessionFolders()) {
            found.addAll(processesOf(folder));
        }
        return found;
    }

    /** Returns the processes that have a folder, or one in it, on their command line. */
    static List<ProcessHandle> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private static List<String> blocks() throws IOException {
        if (!Files.isDirectory(SHARED_MEMORY)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(SHARED_MEMORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(BLOCK_PREFIX))
                    .toList();
        }
    }
}
