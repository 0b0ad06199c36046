package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareSocket;
import org.multiprocessing.benchmarks.programs.Managed;

/**
 * P16 and P17: objects in a manager's server.
 *
 * @param around what there is on the machine
 * @param creates whether objects are made and dropped; else an entry of one is set
 */
record ManagedRow(Surroundings around, boolean creates) implements Row {
    private static final int TIMES = 50_000;
    private static final int CPYTHON_TIMES = 2_000;
    private static final int CPYTHON_OBJECTS = 50;
    private static final String SOCKET = Contender.OURS + ", Unix-domain socket";
    private static final String BARE = "64 bytes over such a socket and back";

    @Override
    public String id() {
        return creates ? "P17" : "P16";
    }

    @Override
    public String title() {
        return creates ? "managed object: create and drop" : "managed dict: set one entry";
    }

    @Override
    public String label() {
        return creates ? "managed object: create, drop" : "managed dict: set an entry";
    }

    @Override
    public Unit unit() {
        return Unit.MICROS;
    }

    @Override
    public String target() {
        return creates
                ? "50x faster than CPython's"
                : "8x faster than CPython's; over a Unix-domain socket within 1.5x of " + BARE;
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        if (creates) {
            all.add(around.ours(Managed.class, "create", TIMES));
            all.addAll(around.each("", around.staying(), "managed.py", "create", CPYTHON_OBJECTS));
            return all;
        }
        all.add(around.ours(Managed.class, "set", TIMES));
        all.add(around.station(SOCKET, SOCKET, JavaPrograms.ours(Managed.class, "socket", TIMES)));
        all.addAll(around.each("", around.staying(), "managed.py", "set", CPYTHON_TIMES));
        all.add(around.station(BARE, BARE, JavaPrograms.bare(List.of(), BareSocket.class, TIMES)));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return creates
                ? List.of(Goal.timesBetter(50, Surroundings.CPYTHON))
                : List.of(Goal.timesBetter(8, Surroundings.CPYTHON), Goal.growth(SOCKET, 1.5, BARE));
    }
}
