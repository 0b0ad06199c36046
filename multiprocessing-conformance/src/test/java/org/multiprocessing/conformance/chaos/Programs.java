package org.multiprocessing.conformance.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/**
 * A whole program with everything in it ends in some way at some moment, in the middle of its start too: none of its processes lives
 * on, and what it leaves is gone at the next program's start at the latest.
 */
final class Programs implements Scenario {
    private static final List<String> ENDS = List.of("KILL", "TERM", "INT", "exit", "halt", "crash");

    @Override
    public String name() {
        return "programs";
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        Path base = Files.isDirectory(Path.of("/dev/shm"))
                ? Files.createTempDirectory(Path.of("/dev/shm"), Leftovers.BLOCK_PREFIX)
                : Files.createTempDirectory(Leftovers.BLOCK_PREFIX);
        do {
            once(chaos, base);
            chaos.count("programs", 1);
        } while (!chaos.isOver());
        sweep(base);
        Files.delete(base); // after a finding it stays, to be looked at
    }

    private static void once(Chaos chaos, Path base) throws Exception {
        String drawn = chaos.pick(ENDS);
        String end = drawn.equals("INT") && Unix.ignoresInterrupts() ? "TERM" : drawn; // in the background of a script
        boolean isEarly = chaos.oneIn(4);
        List<ProcessHandle> all;
        try (Program program = Program.start(
                base,
                List.of("-Dmultiprocessing.tests.delayFactor=9"),
                ChaosProgram.class,
                end,
                Long.toString(chaos.seed()))) {
            if (isEarly) {
                chaos.pass(Duration.ofMillis(1500));
            } else {
                Invariants.eventually(
                        "a program is ready",
                        () -> !program.isAlive() || program.output().contains("ready"));
                Invariants.check(
                        program.output().contains("ready"), "a program ended before it was ready: %s", program);
                chaos.pass(Duration.ofSeconds(1));
            }
            all = new ArrayList<>(program.descendants());
            all.add(program.handle());
            switch (end) {
                case "KILL", "TERM", "INT" -> Unix.signal(end, program.handle().pid());
                default -> {} // it does so itself, once it is ready
            }
            ends(program);
            Invariants.check(
                    program.errors().stream().noneMatch(line -> line.contains("Violation")), "%s: %s", end, program);
        }
        Invariants.eventually(
                "nobody of the program that ended by " + end + " lives",
                () -> Leftovers.processesOf(base).isEmpty() && Unix.running(all).isEmpty());
        chaos.count(end, 1);
        if (chaos.oneIn(3)) {
            sweep(base);
        }
    }

    private static void ends(Program program) throws Exception {
        Invariants.eventually("a program ends", () -> !program.isAlive());
    }

    /** Another program starts, and takes away what those before have left. */
    private static void sweep(Path base) throws Exception {
        try (Program program = Program.start(
                base, List.of("-Dmultiprocessing.tests.delayFactor=9"), ChaosProgram.class, "once", "0")) {
            ends(program);
            Invariants.equal(program.awaitExit(), 0, "the exit code of %s", program);
        }
        try (Stream<Path> left = Files.list(base)) {
            Invariants.equal(left.toList(), List.of(), "what is left of programs that have ended");
        }
    }
}
