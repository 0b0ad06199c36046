package org.multiprocessing.benchmarks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PoolMap;

/**
 * How P12 and P18 change with the number of workers.
 *
 * @param around what there is on the machine
 * @param memory whether it is P18
 */
record GrowthRow(Surroundings around, boolean memory) implements Row {
    private static final int[] WORKERS = {1, 2, 4, 8, 16, 32};

    /** Ours have done enough when they are ready, CPython's need none. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public String id() {
        return memory ? "growth-P18" : "growth-P12";
    }

    @Override
    public String title() {
        return memory
                ? "memory (PSS) of an idle pool worker, by number of workers"
                : "pool.map of an empty function, CPython's chunk size 1, by number of workers";
    }

    @Override
    public String label() {
        return memory ? "memory of an idle worker" : "pool.map";
    }

    @Override
    public Unit unit() {
        return memory ? Unit.MEBIBYTES : Unit.ITEMS_PER_SECOND;
    }

    @Override
    public String target() {
        return "nothing grows faster than linearly";
    }

    @Override
    public String sizes() {
        return "workers";
    }

    @Override
    public List<Contender> contenders() {
        Surroundings brief = around.withEffort(around.effort().withWarmUp(WARM_UP));
        List<Contender> all = new ArrayList<>();
        for (int workers : WORKERS) {
            String name = Contender.OURS + " " + workers;
            Contender ours = memory
                    ? WorkerMemoryRow.ours(workers, name, name)
                    : brief.station(name, name, JavaPrograms.ours(PoolMap.class, workers, PoolMapRow.OUR_ITEMS));
            all.add(ours.sized(workers));
        }
        for (int workers : WORKERS) {
            List<Contender> theirs = memory
                    ? around.first(" spawn " + workers, WorkerMemoryRow.measured(), "idle.py", "spawn", workers)
                    : brief.first(
                            " " + workers, brief.staying(), "pool.py", "map", workers, PoolMapRow.CPYTHON_ITEMS, 1);
            theirs.forEach(each -> all.add(each.sized(workers)));
        }
        return all;
    }

    /** The figures are those of one worker, or of all together: linear growth is the same figure, or 1 / workers of it. */
    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int workers : WORKERS) {
            if (workers > 1) {
                goals.add(Goal.growth(Contender.OURS + " " + workers, memory ? 1.05 : workers, Contender.OURS + " 1"));
            }
        }
        return goals;
    }
}
