package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.StartLatency;

/**
 * P3: from the call of start until the process's own code runs, a standby JVM being ready.
 *
 * @param around what there is on the machine
 */
record StartLatencyRow(Surroundings around) implements Row {
    private static final int PAUSE_MILLIS = 300;

    @Override
    public String id() {
        return "P3";
    }

    @Override
    public String title() {
        return "from start() until the process's own code runs, a standby JVM being ready";
    }

    @Override
    public String label() {
        return "start until own code runs";
    }

    @Override
    public Unit unit() {
        return Unit.MILLIS;
    }

    @Override
    public String target() {
        return "under 4 ms, aim 2 ms";
    }

    @Override
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(StartLatency.class, "FORKSERVER", PAUSE_MILLIS));
        for (String method : List.of("fork", "forkserver")) {
            all.addAll(around.first(" " + method, around.staying(), "startlatency.py", method, PAUSE_MILLIS));
        }
        return all;
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.below(4), Goal.aimBelow(2));
    }
}
