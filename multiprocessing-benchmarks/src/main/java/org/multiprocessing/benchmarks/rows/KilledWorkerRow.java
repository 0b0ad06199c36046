package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PoolKilled;

/**
 * P19, the worker's part: what happens after the SIGKILL of a busy worker.
 *
 * @param around what there is on the machine
 * @param replaced whether to wait for the replacement's first result
 */
record KilledWorkerRow(Surroundings around, boolean replaced) implements Row {
    @Override
    public String id() {
        return replaced ? "P19b" : "P19a";
    }

    @Override
    public String title() {
        return replaced
                ? "SIGKILL of a busy worker until its replacement has done a task"
                : "SIGKILL of a busy worker until its task has an outcome";
    }

    @Override
    public String label() {
        return replaced ? "killed worker: replaced" : "killed worker: noticed";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return replaced ? "none; a start of a process is part of it" : "under 10 ms";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(PoolKilled.class, replaced ? "replaced" : "noticed"));
        if (!replaced) {
            all.addAll(around.each("", around.staying(), "killed.py", "pool"));
            all.addAll(around.each(" executor (breaks)", around.staying(), "killed.py", "executor"));
        }
        return all;
    }

    @Override
    public List<Goal> goals() {
        return replaced ? List.of() : List.of(Goal.below(10));
    }
}
