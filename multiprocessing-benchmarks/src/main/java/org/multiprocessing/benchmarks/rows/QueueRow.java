package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.Station;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.PeerRing;
import org.multiprocessing.benchmarks.programs.QueuePassing;
import org.multiprocessing.benchmarks.programs.ThreadQueue;

/**
 * P6 and P7: integers through a queue.
 *
 * @param around what there is on the machine
 * @param pairs how many producers, and as many consumers
 */
record QueueRow(Surroundings around, int pairs) implements Row {
    static final int ITEMS = 400_000;
    static final int CPYTHON_ITEMS = 20_000;
    private static final int AGRONA_ITEMS = 5_000_000;
    private static final String AGRONA = "Agrona's one-to-one ring buffer";

    /** Agrona uses the JDK's inner class of that name. */
    private static final List<String> AGRONA_ARGUMENTS = List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    @Override
    public String id() {
        return pairs == 1 ? "P6" : "P7";
    }

    @Override
    public String title() {
        return "integers through a queue, producers: " + pairs + ", consumers: " + pairs;
    }

    @Override
    public String label() {
        return "queue, " + pairs + " put, " + pairs + " take";
    }

    @Override
    public Unit unit() {
        return Unit.ITEMS_PER_SECOND;
    }

    @Override
    public String target() {
        return pairs == 1 ? "50x CPython's; within 3x of " + AGRONA : "30x CPython's";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(QueuePassing.class, 2 * pairs, ITEMS));
        all.addAll(around.each("", around.staying(), "passing.py", 2 * pairs, CPYTHON_ITEMS));
        if (pairs == 1) {
            all.add(new Contender(
                    AGRONA,
                    AGRONA,
                    () -> Station.open(
                            JavaPrograms.peer(AGRONA_ARGUMENTS, PeerRing.class, AGRONA_ITEMS), around.effort())));
        }
        String threads = "ArrayBlockingQueue, " + 2 * pairs + " threads";
        all.add(around.station(
                threads, Surroundings.THREADS, JavaPrograms.bare(List.of(), ThreadQueue.class, 2 * pairs, ITEMS)));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return pairs == 1
                ? List.of(Goal.timesBetter(50, Surroundings.CPYTHON), Goal.within(3, AGRONA))
                : List.of(Goal.timesBetter(30, Surroundings.CPYTHON));
    }
}
