package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.MemoryOfChildren;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareSleeper;
import org.multiprocessing.benchmarks.programs.BareSleepers;
import org.multiprocessing.benchmarks.programs.PoolIdle;

/**
 * P18: the memory of an idle worker.
 *
 * @param around what there is on the machine
 */
record WorkerMemoryRow(Surroundings around) implements Row {
    private static final int WORKERS = 2;
    private static final String BARE_SERIAL = "bare java, serial GC";

    @Override
    public String id() {
        return "P18";
    }

    @Override
    public String title() {
        return "memory (PSS) of an idle pool worker, mean of " + WORKERS;
    }

    @Override
    public String label() {
        return "memory of an idle worker";
    }

    @Override
    public Unit unit() {
        return Unit.MEBIBYTES;
    }

    @Override
    public String target() {
        return "at most 3x a CPython worker's, aim 2x; within 1.5x of a bare java sleeping with serial GC";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(ours(WORKERS, Contender.OURS, Contender.OURS));
        all.addAll(around.each(" spawn", measured(), "idle.py", "spawn", WORKERS));
        all.add(bare(BARE_SERIAL, "-XX:+UseSerialGC"));
        if (around.brief()) {
            return all;
        }
        all.addAll(around.first(" fork", measured(), "idle.py", "fork", WORKERS));
        all.add(bare("bare java, serial GC, compact headers", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        return all;
    }

    static Contender ours(int workers, String name, String group) {
        return new Contender(name, group, () -> new MemoryOfChildren(JavaPrograms.ours(PoolIdle.class, workers)));
    }

    static Function<List<String>, Contender.Opener> measured() {
        return command -> () -> new MemoryOfChildren(command);
    }

    private static Contender bare(String name, String... jvmArguments) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(WORKERS));
        arguments.addAll(JavaPrograms.bare(List.of(jvmArguments), BareSleeper.class));
        return new Contender(
                name,
                name,
                () -> new MemoryOfChildren(JavaPrograms.bare(List.of(), BareSleepers.class, arguments.toArray())));
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.within(3, Surroundings.CPYTHON + " spawn"),
                Goal.aimWithin(2, Surroundings.CPYTHON + " spawn"),
                Goal.within(1.5, BARE_SERIAL));
    }
}
