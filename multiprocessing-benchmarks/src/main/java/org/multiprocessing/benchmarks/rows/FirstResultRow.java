package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.multiprocessing.benchmarks.child.FreshProgram;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareHello;
import org.multiprocessing.benchmarks.programs.BareParent;
import org.multiprocessing.benchmarks.programs.FirstResult;
import org.multiprocessing.benchmarks.programs.PeerFirstResult;

/**
 * P20: a fresh program until the first result of its pool is printed.
 *
 * @param around what there is on the machine
 */
record FirstResultRow(Surroundings around) implements Row {
    private static final int WORKERS = 2;

    @Override
    public String id() {
        return "P20";
    }

    @Override
    public String title() {
        return "start of a program until the first result of its pool of " + WORKERS + " is printed";
    }

    @Override
    public String label() {
        return "fresh program, first result";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "faster than CPython's spawn, aim at most 1.5x its fork; the limit is a bare parent with one bare child";
    }

    @Override
    public List<Contender> contenders() {
        Function<List<String>, Contender.Opener> fresh = command -> () -> new FreshProgram(command);
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(
                Contender.OURS, Contender.OURS, () -> new FreshProgram(JavaPrograms.ours(FirstResult.class, WORKERS))));
        all.addAll(around.each(" spawn", fresh, "first.py", "spawn", WORKERS));
        all.addAll(around.each(" fork", fresh, "first.py", "fork", WORKERS));
        all.add(new Contender(
                Surroundings.PP4J + " 2.2",
                Surroundings.PP4J,
                () -> new FreshProgram(JavaPrograms.peer(PeerFirstResult.class, WORKERS))));
        all.add(bareParent("bare parent, bare child", JavaPrograms.bare(List.of(), BareHello.class)));
        if (!around.brief()) {
            all.add(bareParent("bare parent, child with our flags", around.helloLikeChild()));
        }
        return all;
    }

    private static Contender bareParent(String name, List<String> child) {
        return new Contender(
                name, name, () -> new FreshProgram(JavaPrograms.bare(List.of(), BareParent.class, child.toArray())));
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.timesBetter(1, Surroundings.CPYTHON + " spawn"),
                Goal.aimWithin(1.5, Surroundings.CPYTHON + " fork"));
    }
}
