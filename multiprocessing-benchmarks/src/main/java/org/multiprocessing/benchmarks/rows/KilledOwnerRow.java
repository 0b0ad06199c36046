package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.OwnerKilled;

/**
 * P19, the lock's part: the process that holds a lock is killed while another one waits for it.
 *
 * @param around what there is on the machine
 */
record KilledOwnerRow(Surroundings around) implements Row {
    @Override
    public String id() {
        return "P19c";
    }

    @Override
    public String title() {
        return "SIGKILL of the owner of a lock until a process that waits for it knows";
    }

    @Override
    public String label() {
        return "killed owner of a lock: noticed";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "under 100 ms";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(OwnerKilled.class));
        all.addAll(around.each("", around.staying(), "killedowner.py"));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.below(100));
    }
}
