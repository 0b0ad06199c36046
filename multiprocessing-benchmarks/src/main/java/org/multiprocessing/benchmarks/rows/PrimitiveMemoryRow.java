package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.PrintedFigure;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PrimitiveBytes;

/**
 * The shared memory that a lock takes, and its kin.
 *
 * @param around what there is on the machine
 */
record PrimitiveMemoryRow(Surroundings around) implements Row {
    private static final int OURS = 40_960; // a multiple of what a file of the session holds
    private static final int CPYTHONS = 1_000;
    private static final int MOST_BYTES = 128;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "shared memory of a lock and its kin, each";
    }

    @Override
    public String label() {
        return "shared memory of a lock";
    }

    @Override
    public Unit unit() {
        return Unit.BYTES;
    }

    @Override
    public String target() {
        return "a lock: " + MOST_BYTES + " bytes";
    }

    @Override
    public List<Contender> contenders() {
        Function<List<String>, Contender.Opener> printed = command -> () -> new PrintedFigure(command);
        List<Contender> all = new ArrayList<>();
        all.add(ours(Contender.OURS, "Lock"));
        for (String kind : List.of("RLock", "Semaphore", "Condition", "Event", "Barrier", "LongValue")) {
            all.add(ours(Contender.OURS + ", " + kind, kind));
        }
        all.addAll(around.each("", printed, "bytes.py", "Lock", CPYTHONS));
        for (String kind : List.of("RLock", "Semaphore", "Condition", "Event", "Barrier")) {
            all.addAll(around.first(" " + kind, printed, "bytes.py", kind, CPYTHONS));
        }
        return all;
    }

    private static Contender ours(String name, String kind) {
        return new Contender(name, name, () -> new PrintedFigure(JavaPrograms.ours(PrimitiveBytes.class, kind, OURS)));
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.below(MOST_BYTES + 1));
    }
}
