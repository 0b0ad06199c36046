package org.multiprocessing.benchmarks.rows;

import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.Contended;

/**
 * P11: two processes add to a value atomically; CPython has nothing like it.
 *
 * @param around what there is on the machine
 */
record AtomicValueRow(Surroundings around) implements Row {
    private static final int TIMES = 20_000_000;
    private static final int PROCESSES = 2;
    private static final String BARE = "bare getAndAdd";

    @Override
    public String id() {
        return "P11";
    }

    @Override
    public String title() {
        return PROCESSES + " processes add 1 to a value atomically";
    }

    @Override
    public String label() {
        return "add atomically, " + PROCESSES + " processes";
    }

    @Override
    public Unit unit() {
        return Unit.NANOS;
    }

    @Override
    public String target() {
        return "within 1.5x of getAndAdd on the same memory";
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                around.ours(Contended.class, "ATOMIC", PROCESSES, TIMES),
                around.station(BARE, BARE, JavaPrograms.ours(Contended.class, "BARE", PROCESSES, TIMES)));
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.within(1.5, BARE));
    }
}
