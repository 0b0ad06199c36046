package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.Contended;
import org.multiprocessing.benchmarks.programs.ThreadLock;

/**
 * P10: two processes add to a value under its lock.
 *
 * @param around what there is on the machine
 */
record GuardedValueRow(Surroundings around) implements Row {
    static final int TIMES = 2_000_000;
    static final int CPYTHON_TIMES = 200_000;
    private static final int PROCESSES = 2;
    private static final String THREADS = "threads on a ReentrantLock";

    @Override
    public String id() {
        return "P10";
    }

    @Override
    public String title() {
        return PROCESSES + " processes add 1 under the value's lock";
    }

    @Override
    public String label() {
        return "add under a value's lock, " + PROCESSES + " processes";
    }

    @Override
    public Unit unit() {
        return Unit.NANOS;
    }

    @Override
    public String target() {
        return "15x faster than CPython's; within 3x of two threads on a ReentrantLock";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(Contended.class, "VALUE", PROCESSES, TIMES));
        all.addAll(around.each("", around.staying(), "contended.py", "value", PROCESSES, CPYTHON_TIMES));
        all.add(around.station(THREADS, THREADS, JavaPrograms.ours(ThreadLock.class, "value", PROCESSES, TIMES)));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.timesBetter(15, Surroundings.CPYTHON), Goal.within(3, THREADS));
    }
}
