package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.Contended;
import org.multiprocessing.benchmarks.programs.ThreadLock;

/**
 * How P9 and P10 change with the number of contenders.
 *
 * @param around what there is on the machine
 * @param value whether it is P10
 */
record ContentionRow(Surroundings around, boolean value) implements Row {
    private static final int[] CONTENDERS = {1, 2, 4, 8};
    private static final double NOISE = 1.2;
    private static final String THREADS = "threads on a ReentrantLock ";

    @Override
    public String id() {
        return value ? "growth-P10" : "growth-P9";
    }

    @Override
    public String title() {
        return (value ? "adding 1 under the value's lock" : "lock + unlock") + ", by number of contenders";
    }

    @Override
    public String label() {
        return value ? "add under a value's lock" : "lock + unlock";
    }

    @Override
    public Unit unit() {
        return Unit.NANOS;
    }

    @Override
    public String target() {
        return "nothing grows faster than linearly; within 3x of as many threads on a ReentrantLock";
    }

    @Override
    public String sizes() {
        return "contenders";
    }

    @Override
    public List<Contender> contenders() {
        String how = value ? "value" : "lock";
        List<Contender> all = new ArrayList<>();
        for (int contenders : CONTENDERS) {
            String name = ours(contenders);
            all.add(around.station(
                            name,
                            name,
                            JavaPrograms.ours(
                                    Contended.class, how.toUpperCase(Locale.ROOT), contenders, GuardedValueRow.TIMES))
                    .sized(contenders));
        }
        for (int contenders : CONTENDERS) {
            around.first(
                            " " + contenders,
                            around.staying(),
                            "contended.py",
                            how,
                            contenders,
                            GuardedValueRow.CPYTHON_TIMES)
                    .forEach(each -> all.add(each.sized(contenders)));
        }
        for (int contenders : CONTENDERS) {
            String name = THREADS + contenders;
            all.add(around.station(
                            name, name, JavaPrograms.ours(ThreadLock.class, how, contenders, GuardedValueRow.TIMES))
                    .sized(contenders));
        }
        return all;
    }

    private static String ours(int contenders) {
        return Contender.OURS + " " + contenders;
    }

    /** A figure is the time of one turn, whoever has it: while that stays, each waits for as many turns as there are contenders. */
    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int contenders : CONTENDERS) {
            if (contenders > 2) { // alone, nobody contends
                goals.add(Goal.growth(ours(contenders), NOISE, ours(2)));
            }
        }
        for (int contenders : CONTENDERS) {
            goals.add(Goal.growth(ours(contenders), 3, THREADS + contenders));
        }
        return goals;
    }
}
