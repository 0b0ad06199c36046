package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Goal;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Unit;
import org.multiprocessing.benchmarks.programs.BareRoundTrip;
import org.multiprocessing.benchmarks.programs.RoundTrip;

/**
 * P4 and P5: a small object over a pipe to another process, and back.
 *
 * @param around what there is on the machine
 * @param asleep whether both sleep before each time
 */
record RoundTripRow(Surroundings around, boolean asleep) implements Row {
    private static final int TIMES = 100_000;
    private static final int CPYTHON_TIMES = 5_000;
    private static final int BARE_TIMES = 1_000_000;
    private static final int TIMES_ASLEEP = 300;

    /** Longer than anybody spins. */
    private static final int PAUSE_MILLIS = 1;

    private static final String PINNED = ", one processor";
    private static final String OURS_PINNED = Contender.OURS + PINNED;
    private static final String BARE = "two JVMs that spin on two words";

    @Override
    public String id() {
        return asleep ? "P5" : "P4";
    }

    @Override
    public String title() {
        return "round trip of an integer over a pipe, "
                + (asleep ? "both asleep: a pause of " + PAUSE_MILLIS + " ms before each" : "both busy");
    }

    @Override
    public String label() {
        return asleep ? "pipe round trip, asleep" : "pipe round trip, busy";
    }

    @Override
    public Unit unit() {
        return Unit.MICROS;
    }

    @Override
    public String target() {
        return asleep ? "faster than CPython's" : "60x faster than CPython's; within 2x of " + BARE;
    }

    @Override
    public List<Contender> contenders() {
        return asleep ? sleepers() : busy();
    }

    private List<Contender> busy() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(RoundTrip.class, "object", TIMES, 0));
        if (!around.brief()) {
            String bytes = Contender.OURS + ", 4 raw bytes";
            all.add(around.station(bytes, bytes, JavaPrograms.ours(RoundTrip.class, "bytes", TIMES, 0)));
        }
        all.addAll(around.each("", around.staying(), "roundtrip.py", CPYTHON_TIMES, 0));
        all.add(around.station(BARE, BARE, JavaPrograms.bare(List.of(), BareRoundTrip.class, BARE_TIMES)));
        return all;
    }

    /** To wake an idle processor can take longer than all the rest, and whether that is needed is the system's choice: so also without it. */
    private List<Contender> sleepers() {
        List<Contender> all = new ArrayList<>();
        all.add(around.ours(RoundTrip.class, "object", TIMES_ASLEEP, PAUSE_MILLIS));
        all.addAll(around.each("", around.staying(), "roundtrip.py", TIMES_ASLEEP, PAUSE_MILLIS));
        List<String> ours = JavaPrograms.ours(RoundTrip.class, "object", TIMES_ASLEEP, PAUSE_MILLIS);
        all.add(around.station(OURS_PINNED, OURS_PINNED, Surroundings.onOneProcessor(ours)));
        all.addAll(around.each(
                PINNED,
                command -> around.staying().apply(Surroundings.onOneProcessor(command)),
                "roundtrip.py",
                TIMES_ASLEEP,
                PAUSE_MILLIS));
        return all;
    }

    @Override
    public List<Goal> goals() {
        return asleep
                ? List.of(
                        Goal.timesBetter(1, Surroundings.CPYTHON),
                        Goal.growth(OURS_PINNED, 1, Surroundings.CPYTHON + PINNED))
                : List.of(Goal.timesBetter(60, Surroundings.CPYTHON), Goal.within(2, BARE));
    }
}
