package org.multiprocessing.benchmarks.rows;

import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.KilledTree;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.Tree;

/** X2: SIGKILL of a program whose children and grandchildren compute. */
record KilledTreeRow() implements Row {
    private static final int CHILDREN = 5;
    private static final int GRANDCHILDREN = 3;

    @Override
    public String id() {
        return "X2";
    }

    @Override
    public String title() {
        return "SIGKILL of a program with " + CHILDREN * (1 + GRANDCHILDREN)
                + " busy children and grandchildren until none is left";
    }

    @Override
    public String label() {
        return "killed program with " + CHILDREN * (1 + GRANDCHILDREN) + " busy descendants";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "under 1 s";
    }

    @Override
    public List<Contender> contenders() {
        List<String> command = JavaPrograms.ours(Tree.class, CHILDREN, GRANDCHILDREN);
        return List.of(new Contender(
                Contender.OURS, Contender.OURS, () -> new KilledTree(command, CHILDREN * (1 + GRANDCHILDREN))));
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.below(1000));
    }
}
