package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareAtomics;
import org.multiprocessing.benchmarks.programs.LockUncontended;
import org.multiprocessing.benchmarks.programs.ThreadLock;

/**
 * P9: a lock that nobody else wants.
 *
 * @param around what there is on the machine
 */
record LockRow(Surroundings around) implements Row {
    private static final int TIMES = 2_000_000;
    private static final int CPYTHON_TIMES = 300_000;
    private static final String BARE = "two atomic operations";
    private static final String THREADS = "ReentrantLock";

    @Override
    public String id() {
        return "P9";
    }

    @Override
    public String title() {
        return "lock + unlock that nobody contends for";
    }

    @Override
    public String label() {
        return "lock + unlock";
    }

    @Override
    public Unit unit() {
        return Unit.NANOS;
    }

    @Override
    public String target() {
        return "8x faster than CPython's; within 2x of two atomic operations on shared memory";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(LockUncontended.class, "lock", TIMES));
        if (!around.brief()) {
            all.add(variant("hold"));
            all.add(variant("rlock"));
        }
        all.addAll(around.each("", around.staying(), "lock.py", "Lock", CPYTHON_TIMES));
        if (!around.brief()) {
            all.addAll(around.first(" RLock", around.staying(), "lock.py", "RLock", CPYTHON_TIMES));
        }
        all.add(around.station(BARE, BARE, JavaPrograms.bare(List.of(), BareAtomics.class, TIMES)));
        all.add(around.station(THREADS, THREADS, JavaPrograms.bare(List.of(), ThreadLock.class, "lock", 0, TIMES)));
        return all;
    }

    private Contender variant(String how) {
        String name = Contender.OURS + ", " + how;
        return around.station(name, name, JavaPrograms.ours(LockUncontended.class, how, TIMES));
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.timesBetter(8, Surroundings.CPYTHON), Goal.within(2, BARE));
    }
}
