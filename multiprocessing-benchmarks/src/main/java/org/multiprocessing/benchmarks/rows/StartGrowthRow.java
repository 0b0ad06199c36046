package org.multiprocessing.benchmarks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.StartMany;

/**
 * How P2 changes with the number of children that live at the same time.
 *
 * @param around what there is on the machine
 */
record StartGrowthRow(Surroundings around) implements Row {
    private static final int[] CHILDREN = {1, 2, 4, 8, 16, 32, 64};
    private static final double NOISE = 1.2;

    /** The first children of a parent are slower, and that is all. */
    private static final Duration WARM_UP = Duration.ofMillis(500);

    @Override
    public String id() {
        return "growth-P2";
    }

    @Override
    public String title() {
        return "start of empty processes at once, and join of all, time for each, by number of processes";
    }

    @Override
    public String label() {
        return "start + join at once";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "nothing grows faster than linearly";
    }

    @Override
    public String sizes() {
        return "processes";
    }

    @Override
    public List<Contender> contenders() {
        Surroundings brief = around.withEffort(around.effort().withWarmUp(WARM_UP));
        List<Contender> all = new ArrayList<>();
        for (int children : CHILDREN) {
            String name = Contender.OURS + " " + children;
            all.add(brief.station(name, name, JavaPrograms.ours(StartMany.class, children))
                    .sized(children));
        }
        for (String method : List.of("spawn", "forkserver")) {
            for (int children : CHILDREN) {
                brief.first(" " + method + " " + children, brief.staying(), "startmany.py", method, children)
                        .forEach(each -> all.add(each.sized(children)));
            }
        }
        return all;
    }

    /** The figures are those of one process: linear growth is the same figure. */
    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int children : CHILDREN) {
            if (children > 1) {
                goals.add(Goal.growth(Contender.OURS + " " + children, NOISE, Contender.OURS + " 1"));
            }
        }
        return goals;
    }
}
