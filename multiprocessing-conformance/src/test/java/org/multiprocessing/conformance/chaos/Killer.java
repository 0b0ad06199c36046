package org.multiprocessing.conformance.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;

/** Ends processes in the ways in which they end: by others, and by what they do themselves. */
final class Killer {
    private static final Duration SHORT_STOP = Duration.ofMillis(40);
    private static final Duration SHORT_RUN = Duration.ofMillis(5);
    private static final long LOOK_NANOS = 500_000;

    /** What a process does to itself, while its other threads work. */
    private static final List<Way> INWARD = List.of(Way.EXIT, Way.HALT, Way.SIGKILL, Way.SEGV, Way.HEAP);

    /** What a death may look like. */
    enum Manner {
        /** Anything, also an end in order in the middle of what it did. */
        ANY,
        /** No orderly end, whose owner may do as if nothing were amiss. */
        ABRUPT
    }

    private final Chaos chaos;

    Killer(Chaos chaos) {
        this.chaos = chaos;
    }

    /** Ends a process in a way of which the library is not told before. */
    void strike(Process victim) throws Exception {
        switch (chaos.between(0, 3)) {
            case 0, 1 -> destroy(victim);
            case 2 -> {
                Unix.signal("STOP", victim.pid());
                chaos.pass(SHORT_STOP);
                destroy(victim);
            }
            default -> {
                Unix.signal("STOP", victim.pid());
                chaos.pass(SHORT_STOP);
                Unix.signal("CONT", victim.pid());
                chaos.pass(SHORT_RUN);
                destroy(victim);
            }
        }
        chaos.count("kills", 1);
    }

    /** Ends a process in any way; one that watches for its doom may be told to do it itself. */
    void end(Process victim, Manner manner, Counters dooms, int number) throws Exception {
        switch (chaos.between(manner == Manner.ANY ? 0 : 1, 5)) {
            case 0 -> {
                victim.terminate();
                chaos.count("terminations", 1);
            }
            case 1 -> {
                victim.kill();
                chaos.count("kills", 1);
            }
            case 2, 3 -> {
                dooms.set(number, chaos.between(1, INWARD.size()));
                chaos.count("dooms", 1);
            }
            default -> strike(victim);
        }
    }

    private static void destroy(Process victim) {
        victim.toHandle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** In a process: ends it in the way that it is told. */
    static void watchForDoom(Counters dooms, int number) {
        Thread.ofPlatform().daemon().name("chaos-doom").start(() -> {
            while (dooms.get(number) == 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            take(INWARD.get((int) dooms.get(number) - 1));
        });
    }

    /** Whatever the way does not end ends here: an exhausted heap need not be the end of a process. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void take(Way way) {
        try {
            way.take();
        } catch (Throwable e) {
            e.printStackTrace();
        } finally {
            halt();
        }
    }

    /** In a process: ends it. */
    static void halt() {
        Runtime.getRuntime().halt(Way.HALT_CODE);
    }

    /** Stops a process for a while. */
    void pause(Process process) throws IOException, InterruptedException {
        Unix.signal("STOP", process.pid());
        Delays.pass(Duration.ofMillis(chaos.between(1, 200)));
        Unix.signal("CONT", process.pid());
        chaos.count("stops", 1);
    }
}
