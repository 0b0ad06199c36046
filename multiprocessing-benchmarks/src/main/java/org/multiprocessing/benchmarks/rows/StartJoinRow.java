package org.multiprocessing.benchmarks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.RepeatedStart;
import org.multiprocessing.benchmarks.child.WaitingStart;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareHello;
import org.multiprocessing.benchmarks.programs.BareWaiter;
import org.multiprocessing.benchmarks.programs.StartJoin;

/**
 * P1 and P2: start and join of an empty process.
 *
 * @param id P1, P2a or P2b
 * @param around what there is on the machine
 * @param method the start method, in Python's spelling
 * @param times how many in one sample
 * @param pauseMillis the pause between two of them
 */
record StartJoinRow(String id, Surroundings around, String method, int times, int pauseMillis) implements Row {
    private static final String SPAWN = " spawn";

    /** A JVM has booted after that. */
    private static final int READY_MILLIS = 200;

    /** The default start method, with pauses in which a standby JVM gets ready. */
    static Row standingBy(Surroundings around) {
        return new StartJoinRow("P1", around, "forkserver", around.brief() ? 1 : 3, 300);
    }

    static Row inARow(Surroundings around) {
        int times = around.effort().thorough() ? 100 : around.brief() ? 8 : 20;
        return new StartJoinRow("P2a", around, "forkserver", times, 0);
    }

    static Row oneAtATime(Surroundings around) {
        return new StartJoinRow("P2b", around, "spawn", around.brief() ? 3 : 5, 20);
    }

    @Override
    public String title() {
        return "start + join of an empty process, " + method + ", "
                + (pauseMillis == 0
                        ? times + " in a row"
                        : "one at a time, " + times + " with " + pauseMillis + " ms between");
    }

    @Override
    public String label() {
        return switch (id) {
            case "P1" -> "start + join, standby ready";
            case "P2a" -> "start + join, in a row";
            default -> "start + join, spawn";
        };
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return id.equals("P1")
                ? "faster than CPython's forkserver; aim within 2x of fork"
                : "faster than CPython's spawn, aim 1.5x; the limit is a bare java hello";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(StartJoin.class, method.toUpperCase(Locale.ROOT), times, pauseMillis));
        for (String each : List.of("spawn", "forkserver", "fork")) {
            all.addAll(around.first(" " + each, around.staying(), "startjoin.py", each, times, pauseMillis));
        }
        if (pauseMillis >= READY_MILLIS) {
            String waiting = "bare java that waits, told to end";
            List<String> command = JavaPrograms.bare(around.childFlags(), BareWaiter.class);
            all.add(new Contender(
                    waiting, waiting, () -> new WaitingStart(command, times, Duration.ofMillis(pauseMillis))));
        }
        all.add(bare("bare java", Surroundings.BARE_JAVA, JavaPrograms.bare(List.of(), BareHello.class)));
        if (!around.brief()) {
            all.add(bare("bare java, children's flags", Surroundings.BARE_LIKE_CHILD, around.helloLikeChild()));
        }
        return all;
    }

    private Contender bare(String name, String group, List<String> command) {
        return new Contender(name, group, () -> new RepeatedStart(command, times));
    }

    @Override
    public List<Goal> goals() {
        if (id.equals("P1")) {
            return List.of(
                    Goal.timesBetter(1, Surroundings.CPYTHON + " forkserver"),
                    Goal.aimWithin(2, Surroundings.CPYTHON + " fork"));
        }
        return List.of(
                Goal.timesBetter(1, Surroundings.CPYTHON + SPAWN),
                Goal.aimTimesBetter(1.5, Surroundings.CPYTHON + SPAWN));
    }
}
