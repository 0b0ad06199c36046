package org.multiprocessing.benchmarks.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a row gave.
 *
 * @param row the row
 * @param series one for each contender, in the row's order
 */
public record Result(Row row, List<Series> series) {
    /** Returns the group's contender with the best median, if any has a figure. */
    public Optional<Series> best(String group) {
        Comparator<Series> byMedian = Comparator.comparingDouble(Series::median);
        return series.stream()
                .filter(each -> each.contender().group().equals(group) && !each.isEmpty())
                .min(row.unit().lessIsBetter() ? byMedian : byMedian.reversed());
    }

    public List<Verdict> verdicts() {
        return row.goals().stream().map(goal -> goal.judge(this)).toList();
    }
}
