package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PeerApply;
import org.multiprocessing.benchmarks.programs.PoolApply;

/**
 * P14: one task at a time.
 *
 * @param around what there is on the machine
 */
record PoolApplyRow(Surroundings around) implements Row {
    private static final int OUR_TASKS = 30_000;
    private static final int CPYTHON_TASKS = 1_000;
    private static final int PP4J_TASKS = 500;
    private static final int WORKERS = 2;

    @Override
    public String id() {
        return "P14";
    }

    @Override
    public String title() {
        return "pool.apply of an empty function, one at a time, " + WORKERS + " workers";
    }

    @Override
    public String label() {
        return "pool.apply";
    }

    @Override
    public Unit unit() {
        return Unit.MICROS;
    }

    @Override
    public String target() {
        return "60x faster than CPython's Pool.apply";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(PoolApply.class, WORKERS, OUR_TASKS));
        all.addAll(around.each("", around.staying(), "pool.py", "apply", WORKERS, CPYTHON_TASKS));
        if (!around.brief()) {
            all.addAll(around.each(" executor", around.staying(), "executor.py", "apply", WORKERS, CPYTHON_TASKS));
        }
        all.add(around.pp4j(PeerApply.class, WORKERS, PP4J_TASKS));
        all.add(around.threadPool("apply", WORKERS, OUR_TASKS));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.timesBetter(60, Surroundings.CPYTHON));
    }
}
