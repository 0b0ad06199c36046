package org.multiprocessing.benchmarks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.QueuePassing;

/**
 * How P6 changes with the number of processes.
 *
 * @param around what there is on the machine
 */
record QueueGrowthRow(Surroundings around) implements Row {
    private static final int[] PROCESSES = {1, 2, 4, 8, 16, 32};
    private static final int ITEMS = 200_000;
    private static final int CPYTHON_ITEMS = 5_000;

    /** Ours have done enough when they are ready, CPython's need none. */
    private static final Duration WARM_UP = Duration.ofMillis(500);

    @Override
    public String id() {
        return "growth-P6";
    }

    @Override
    public String title() {
        return "integers through a queue, by number of processes; half of them put, half take, a single one does both by turns";
    }

    @Override
    public String label() {
        return "queue";
    }

    @Override
    public Unit unit() {
        return Unit.ITEMS_PER_SECOND;
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
        for (int processes : PROCESSES) {
            String name = ours(processes);
            all.add(brief.station(name, name, JavaPrograms.ours(QueuePassing.class, processes, ITEMS))
                    .sized(processes));
        }
        for (int processes : PROCESSES) {
            brief.first(" " + processes, brief.staying(), "passing.py", processes, CPYTHON_ITEMS)
                    .forEach(each -> all.add(each.sized(processes)));
        }
        return all;
    }

    private static String ours(int processes) {
        return Contender.OURS + " " + processes;
    }

    /** The figures are those of all together, which costs the more processes, the more, but not more than each. */
    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int processes : PROCESSES) {
            if (processes > 1) {
                goals.add(Goal.growth(ours(processes), processes, ours(1)));
            }
        }
        return goals;
    }
}
