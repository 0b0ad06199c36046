package org.multiprocessing.benchmarks.rows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.multiprocessing.benchmarks.measure.Row;

/** All rows, and which are meant by a name. */
public final class Rows {
    private Rows() {}

    /** Returns those that are run when no name is given. */
    public static List<Row> usual(Surroundings around) {
        return List.of(
                StartJoinRow.standingBy(around),
                StartJoinRow.inARow(around),
                StartJoinRow.oneAtATime(around),
                new StartLatencyRow(around),
                new RoundTripRow(around, false),
                new RoundTripRow(around, true),
                new QueueRow(around, 1),
                new QueueRow(around, 2),
                new LargeItemsRow(around, false, false),
                new LargeItemsRow(around, false, true),
                new LargeItemsRow(around, true, false),
                new LargeItemsRow(around, true, true),
                new LockRow(around),
                new GuardedValueRow(around),
                new AtomicValueRow(around),
                new PoolMapRow(around, false),
                new PoolMapRow(around, true),
                new PoolApplyRow(around),
                new RealWorkRow(around, Runtime.getRuntime().availableProcessors()),
                new ManagedRow(around, false),
                new ManagedRow(around, true),
                new WorkerMemoryRow(around),
                new KilledWorkerRow(around, false),
                new KilledWorkerRow(around, true),
                new KilledOwnerRow(around),
                new FirstResultRow(around),
                new KilledTreeRow());
    }

    /** Returns all. */
    public static List<Row> all(Surroundings around) {
        List<Row> all = new ArrayList<>(usual(around));
        all.add(new StartGrowthRow(around));
        all.add(new QueueGrowthRow(around));
        all.add(new GrowthRow(around, false));
        all.add(new GrowthRow(around, true));
        all.add(new ManagedGrowthRow(around, false));
        all.add(new ManagedGrowthRow(around, true));
        all.add(new ContentionRow(around, false));
        all.add(new ContentionRow(around, true));
        all.add(new PrimitiveMemoryRow(around));
        return all;
    }

    /**
     * Returns those that the names mean: {@code P2} is {@code P2a} and {@code P2b}, {@code growth} all that begin so.
     *
     * @throws IllegalArgumentException if a name means nothing
     */
    public static List<Row> named(Surroundings around, List<String> names) {
        Set<Row> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Row> meant =
                    all(around).stream().filter(row -> isMeant(row.id(), name)).toList();
            if (meant.isEmpty()) {
                throw new IllegalArgumentException("there is no row '" + name + "'; there are "
                        + String.join(", ", all(around).stream().map(Row::id).toList()));
            }
            chosen.addAll(meant);
        }
        return List.copyOf(chosen);
    }

    private static boolean isMeant(String id, String name) {
        String rest = id.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
                ? id.substring(name.length())
                : "none";
        return rest.isEmpty() || rest.startsWith("-") || rest.matches("[a-z]");
    }
}
