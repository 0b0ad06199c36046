package org.multiprocessing.benchmarks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.ManagedClients;

/**
 * How P16 changes with the number of clients.
 *
 * @param around what there is on the machine
 * @param latency whether it is how long a call takes; else how many there are of all together
 */
record ManagedGrowthRow(Surroundings around, boolean latency) implements Row {
    private static final int[] CLIENTS = {1, 2, 4, 8, 16};
    private static final int CALLS = 50_000;
    private static final int SOCKET_CALLS = 20_000;
    private static final int CPYTHON_CALLS = 8_000;

    /** Ours have done enough when they are ready, CPython's need none. */
    private static final Duration WARM_UP = Duration.ofMillis(500);

    @Override
    public String id() {
        return latency ? "growth-P16-latency" : "growth-P16";
    }

    @Override
    public String title() {
        return latency
                ? "managed dict: set one entry, 99 of 100 calls are quicker, by number of clients"
                : "managed dict: set one entry, all clients together, by their number";
    }

    @Override
    public String label() {
        return latency ? "set an entry of a managed dict, 99 of 100" : "set an entry of a managed dict";
    }

    @Override
    public String sizes() {
        return "clients";
    }

    @Override
    public Unit unit() {
        return latency ? Unit.MICROS : Unit.ITEMS_PER_SECOND;
    }

    @Override
    public String target() {
        return latency
                ? "quicker than CPython's"
                : "8x CPython's inside the tree, more than CPython's over a socket; nothing grows faster than linearly";
    }

    @Override
    public List<Contender> contenders() {
        Surroundings brief = around.withEffort(around.effort().withWarmUp(WARM_UP));
        String figure = latency ? "latency" : "rate";
        List<Contender> all = new ArrayList<>();
        for (int clients : CLIENTS) {
            String name = ours(clients);
            all.add(brief.station(name, name, JavaPrograms.ours(ManagedClients.class, figure, "tree", clients, CALLS))
                    .sized(clients));
            brief.first(" " + clients, brief.staying(), "managedclients.py", figure, clients, CPYTHON_CALLS)
                    .forEach(each -> all.add(each.sized(clients)));
            String socket = socket(clients);
            all.add(brief.station(
                            socket,
                            socket,
                            JavaPrograms.ours(ManagedClients.class, figure, "socket", clients, SOCKET_CALLS))
                    .sized(clients));
        }
        return all;
    }

    private static String ours(int clients) {
        return Contender.OURS + " " + clients;
    }

    private static String socket(int clients) {
        return Contender.OURS + ", Unix-domain socket " + clients;
    }

    /** Figures of all together cost the more clients, the more, but not more than each; what a single call takes is the scheduler's, too. */
    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int clients : CLIENTS) {
            String cpython = Surroundings.CPYTHON + " " + clients;
            goals.add(Goal.growth(ours(clients), latency ? 1 : 1.0 / 8, cpython));
            goals.add(Goal.growth(socket(clients), 1, cpython));
            if (clients > 1 && !latency) {
                goals.add(Goal.growth(ours(clients), clients, ours(1)));
            }
        }
        return goals;
    }
}
