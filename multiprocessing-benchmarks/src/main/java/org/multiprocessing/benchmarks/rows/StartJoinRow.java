package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.RepeatedStart;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareHello;
import org.multiprocessing.benchmarks.programs.StartJoin;

/**
 * P2: start and join of an empty process, with the start method spawn.
 *
 * @param id P2a or P2b
 * @param around what there is on the machine
 * @param times how many in one sample
 * @param pauseMillis the pause between two of them
 */
record StartJoinRow(String id, Surroundings around, int times, int pauseMillis) implements Row {
    private static final String SPAWN = " spawn";

    static Row inARow(Surroundings around) {
        return new StartJoinRow("P2a", around, around.effort().thorough() ? 100 : 20, 0);
    }

    static Row oneAtATime(Surroundings around) {
        return new StartJoinRow("P2b", around, 5, 20);
    }

    @Override
    public String title() {
        return "start + join of an empty process, "
                + (pauseMillis == 0
                        ? times + " in a row"
                        : "one at a time, " + times + " with " + pauseMillis + " ms between");
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "faster than CPython's spawn, aim 1.5x; the limit is a bare java hello";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(StartJoin.class, times, pauseMillis));
        all.addAll(around.each(SPAWN, around.staying(), "startjoin.py", "spawn", times, pauseMillis));
        for (String method : List.of("forkserver", "fork")) {
            all.addAll(around.first(" " + method, around.staying(), "startjoin.py", method, times, pauseMillis));
        }
        all.add(bare("bare java", Surroundings.BARE_JAVA, JavaPrograms.bare(List.of(), BareHello.class)));
        all.add(bare("bare java, children's flags", Surroundings.BARE_LIKE_CHILD, around.helloLikeChild()));
        return all;
    }

    private Contender bare(String name, String group, List<String> command) {
        return new Contender(name, group, () -> new RepeatedStart(command, times));
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.timesBetter(1, Surroundings.CPYTHON + SPAWN),
                Goal.aimTimesBetter(1.5, Surroundings.CPYTHON + SPAWN));
    }
}
