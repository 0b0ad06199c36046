package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareCopy;
import org.multiprocessing.benchmarks.programs.LargeItems;

/**
 * P8: 8 MiB to another process, and back.
 *
 * @param around what there is on the machine
 * @param queue whether through queues; else over a pipe
 * @param doubles whether doubles; else bytes
 */
record LargeItemsRow(Surroundings around, boolean queue, boolean doubles) implements Row {
    private static final int TIMES = 50;
    private static final int CPYTHON_TIMES = 10;
    private static final String BARE = "a copy in and a copy out, one thread";
    private static final String BARE_NEW = "the same, out into a new array";

    @Override
    public String id() {
        if (queue) {
            return doubles ? "P8d" : "P8c";
        }
        return doubles ? "P8b" : "P8a";
    }

    @Override
    public String title() {
        return "8 MiB as " + type()
                + (queue
                        ? " through a queue to a process, and back through another"
                        : " over a pipe to a process, and back");
    }

    private String type() {
        return doubles ? "double[]" : "byte[]";
    }

    @Override
    public String label() {
        return "8 MiB " + type() + (queue ? ", queue" : ", pipe");
    }

    @Override
    public Unit unit() {
        return Unit.MEBIBYTES_PER_SECOND;
    }

    @Override
    public String target() {
        return "8x CPython's; within 3x of " + BARE;
    }

    @Override
    public List<Contender> contenders() {
        String channel = queue ? "queue" : "pipe";
        String what = doubles ? "doubles" : "bytes";
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(LargeItems.class, channel, what, TIMES));
        boolean variants = !queue && !doubles && !around.brief();
        if (variants) {
            all.add(variant("raw bytes", "raw"));
            all.add(variant("raw bytes, not copied by the receiver", "borrowed"));
        }
        all.addAll(around.each("", around.staying(), "large.py", channel, what, CPYTHON_TIMES));
        if (variants) {
            all.addAll(around.first(" raw bytes", around.staying(), "large.py", channel, "raw", CPYTHON_TIMES));
        }
        all.add(around.station(BARE, BARE, JavaPrograms.bare(List.of(), BareCopy.class, "same", TIMES)));
        if (around.brief()) {
            return all;
        }
        all.add(around.station(BARE_NEW, BARE_NEW, JavaPrograms.bare(List.of(), BareCopy.class, "new", TIMES)));
        return all;
    }

    private Contender variant(String name, String how) {
        String full = Contender.OURS + ", " + name;
        return around.station(full, full, JavaPrograms.ours(LargeItems.class, "pipe", how, TIMES));
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.timesBetter(8, Surroundings.CPYTHON), Goal.within(3, BARE));
    }
}
