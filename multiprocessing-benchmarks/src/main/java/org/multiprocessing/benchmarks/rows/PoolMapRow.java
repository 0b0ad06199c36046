package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PeerMap;
import org.multiprocessing.benchmarks.programs.PoolMap;

/**
 * P12 and P13: map of an empty function. The numbers of items differ, so that each sample takes some tenths of a second.
 *
 * @param around what there is on the machine
 * @param automatic whether CPython chooses the chunks, of which its executor gets the same ones; ours always does
 */
record PoolMapRow(Surroundings around, boolean automatic) implements Row {
    static final int OUR_ITEMS = 200_000;
    private static final int OUR_AUTOMATIC_ITEMS = 1_000_000;
    static final int CPYTHON_ITEMS = 10_000;
    private static final int CPYTHON_AUTOMATIC_ITEMS = 500_000;
    private static final int CPYTHON_EXECUTOR_ITEMS = 2_000;
    private static final int CPYTHON_EXECUTOR_AUTOMATIC_ITEMS = 100_000;
    private static final int PP4J_ITEMS = 5_000;
    private static final int WORKERS = 2;

    @Override
    public String id() {
        return automatic ? "P13" : "P12";
    }

    @Override
    public String title() {
        return "pool.map of an empty function over integers, " + WORKERS + " workers, "
                + (automatic ? "automatic chunks" : "chunk size 1");
    }

    @Override
    public String label() {
        return automatic ? "pool.map, automatic chunks" : "pool.map, chunk size 1";
    }

    @Override
    public Unit unit() {
        return Unit.ITEMS_PER_SECOND;
    }

    @Override
    public String target() {
        return automatic ? "5x CPython's" : "40x CPython's";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(
                automatic
                        ? around.ours(PoolMap.class, WORKERS, OUR_AUTOMATIC_ITEMS)
                        : around.ours(PoolMap.class, WORKERS, OUR_ITEMS, 1));
        int items = automatic ? CPYTHON_AUTOMATIC_ITEMS : CPYTHON_ITEMS;
        all.addAll(around.each("", around.staying(), "pool.py", "map", WORKERS, items, automatic ? 0 : 1));
        int tasks = automatic ? CPYTHON_EXECUTOR_AUTOMATIC_ITEMS : CPYTHON_EXECUTOR_ITEMS;
        if (!around.brief()) {
            all.addAll(around.each(
                    " executor", around.staying(), "executor.py", "map", WORKERS, tasks, automatic ? 0 : 1));
        }
        if (!automatic) {
            all.add(around.pp4j(PeerMap.class, WORKERS, PP4J_ITEMS));
        }
        all.add(around.threadPool("map", WORKERS, OUR_ITEMS));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.timesBetter(automatic ? 5 : 40, Surroundings.CPYTHON));
    }
}
