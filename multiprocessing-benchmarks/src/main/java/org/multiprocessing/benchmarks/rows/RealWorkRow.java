package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.IdealRealWork;
import org.multiprocessing.benchmarks.programs.PoolRealWork;
import org.multiprocessing.benchmarks.programs.Spin;
import org.multiprocessing.benchmarks.programs.StreamRealWork;

/**
 * P15: many short tasks of real work on all cores.
 *
 * @param around what there is on the machine
 * @param cores how many there are
 */
record RealWorkRow(Surroundings around, int cores) implements Row {
    private static final int TASKS = 10_000;
    private static final int TASK_MICROS = 100;
    private static final String IDEAL = "one thread / cores";
    private static final String STREAM = "parallel stream";

    @Override
    public String id() {
        return "P15";
    }

    @Override
    public String title() {
        return TASKS + " tasks of " + TASK_MICROS + " us of real work, " + cores + " workers";
    }

    @Override
    public String label() {
        return "pool.map, real work";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "at most (sum of work / cores) / 0.95, and at most 1.05 x a parallel stream's";
    }

    @Override
    public List<Contender> contenders() {
        int steps = Spin.stepsFor(TASK_MICROS * 1_000L);
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(PoolRealWork.class, cores, TASKS, steps));
        all.add(around.station(STREAM, STREAM, JavaPrograms.ours(StreamRealWork.class, TASKS, steps)));
        all.add(around.station(IDEAL, IDEAL, JavaPrograms.ours(IdealRealWork.class, cores, TASKS, steps)));
        all.addAll(around.first("", around.staying(), "realwork.py", cores, TASKS, TASK_MICROS));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.within(1 / 0.95, IDEAL), Goal.within(1.05, STREAM));
    }
}
