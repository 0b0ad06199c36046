package org.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Result;
import org.multiprocessing.benchmarks.measure.Row;
import org.multiprocessing.benchmarks.measure.Series;
import org.multiprocessing.benchmarks.measure.Verdict;

/**
 * A run of the benchmarks as data: what is kept as JSON, and what tables, charts and pages are made of.
 *
 * @param finished when it ended, in ISO form
 * @param command how it was started
 * @param machine what it ran on
 * @param programs how often each contender's program was started anew
 * @param samples how many samples were taken of each such program
 * @param warmUpMillis how long each was warmed up, at least
 * @param rows what was measured
 */
public record Report(
        String finished,
        String command,
        Map<String, String> machine,
        int programs,
        int samples,
        long warmUpMillis,
        List<Entry> rows) {

    /**
     * One row.
     *
     * @param id its short name
     * @param title what is done
     * @param label the same in a few words
     * @param unit what the figures are in
     * @param lessIsBetter which of two figures is the better one
     * @param target the target in words
     * @param sizes what the sizes of the contenders count; empty if they have none
     * @param seconds how long it took to measure
     * @param contenders who did it, ours first
     * @param verdicts what became of its goals
     */
    public record Entry(
            String id,
            String title,
            String label,
            String unit,
            boolean lessIsBetter,
            String target,
            String sizes,
            double seconds,
            List<Figures> contenders,
            List<Verdict> verdicts) {
        /** Returns the entry of what a row gave. */
        public static Entry of(Result result, double seconds) {
            Row row = result.row();
            return new Entry(
                    row.id(),
                    row.title(),
                    row.label(),
                    row.unit().symbol(),
                    row.unit().lessIsBetter(),
                    row.target(),
                    row.sizes(),
                    seconds,
                    result.series().stream().map(Figures::of).toList(),
                    result.verdicts());
        }

        /** Returns ours, if it has a figure. */
        Optional<Figures> ours() {
            return best(Contender.OURS);
        }

        /** Returns the group's contender with the best median, if any has a figure. */
        Optional<Figures> best(String group) {
            Comparator<Figures> byMedian = Comparator.comparingDouble(Figures::median);
            return contenders.stream()
                    .filter(each -> each.group().equals(group) && each.isMeasured())
                    .min(lessIsBetter ? byMedian : byMedian.reversed());
        }

        /** Returns how many times better one's median is than the other's. */
        double timesBetter(Figures one, Figures other) {
            return lessIsBetter ? other.median() / one.median() : one.median() / other.median();
        }

        /** Says whether it shows how a cost grows. */
        boolean isGrowth() {
            return !sizes.isEmpty();
        }
    }

    /**
     * What one contender gave.
     *
     * @param name who
     * @param group what verdicts call it
     * @param size how many processes or the like it has, in rows about growth
     * @param min the least of the values
     * @param median the middle one
     * @param max the greatest
     * @param values all of them, in the order in which they were taken
     * @param failure why there are no more values; empty if there should be none
     */
    public record Figures(
            String name,
            String group,
            int size,
            double min,
            double median,
            double max,
            List<Double> values,
            String failure) {
        private static Figures of(Series series) {
            Contender who = series.contender();
            boolean measured = !series.isEmpty();
            return new Figures(
                    who.name(),
                    who.group(),
                    who.size(),
                    measured ? series.min() : 0,
                    measured ? series.median() : 0,
                    measured ? series.max() : 0,
                    new ArrayList<>(series.values()),
                    series.failure().orElse(""));
        }

        boolean isMeasured() {
            return !values.isEmpty();
        }

        /** Returns the name without the size. */
        String line() {
            String end = " " + size;
            return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
        }

        Side side() {
            return Side.of(group);
        }
    }
}
