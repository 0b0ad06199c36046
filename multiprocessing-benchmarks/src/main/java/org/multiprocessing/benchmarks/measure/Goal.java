package org.multiprocessing.benchmarks.measure;

import java.util.Locale;
import java.util.Optional;

/** Something asked of a figure. Medians are compared, ours with the best of the group that is named. */
public sealed interface Goal {
    /** Judges the goal by what was measured. */
    Verdict judge(Result result);

    /** Asks that ours is at least so many times better than a group. */
    static Goal timesBetter(double times, String than) {
        return new TimesBetter(Contender.OURS, times, than, false);
    }

    /** Hopes that ours is at least so many times better than a group. */
    static Goal aimTimesBetter(double times, String than) {
        return new TimesBetter(Contender.OURS, times, than, true);
    }

    /** Asks that ours is at most so many times a group's. */
    static Goal within(double times, String of) {
        return new Within(Contender.OURS, times, of, false);
    }

    /** Hopes that ours is at most so many times a group's. */
    static Goal aimWithin(double times, String of) {
        return new Within(Contender.OURS, times, of, true);
    }

    /** Asks that one group's figure is at most so many times as bad as another's. */
    static Goal growth(String large, double times, String small) {
        return new Within(large, times, small, false);
    }

    /** Asks that ours is below a figure. */
    static Goal below(double limit) {
        return new Below(limit);
    }

    /** More is better, times shorter. */
    record TimesBetter(String subject, double times, String than, boolean aim) implements Goal {
        @Override
        public Verdict judge(Result result) {
            return compare(
                    result,
                    subject,
                    than,
                    times == 1
                            ? "better than " + than
                            : String.format(Locale.ROOT, "%.3g times better than %s", times, than),
                    aim,
                    (mine, other) -> result.row().unit().timesBetter(mine, other),
                    ratio -> ratio >= times);
        }
    }

    /** Less is better: the cost may be that much higher. */
    record Within(String subject, double times, String of, boolean aim) implements Goal {
        @Override
        public Verdict judge(Result result) {
            return compare(
                    result,
                    subject,
                    of,
                    (subject.equals(Contender.OURS) ? "" : subject + " ")
                            + String.format(Locale.ROOT, "at most %.3g times the cost of %s", times, of),
                    aim,
                    (mine, other) -> 1 / result.row().unit().timesBetter(mine, other),
                    ratio -> ratio <= times);
        }
    }

    /** A figure of its own. */
    record Below(double limit) implements Goal {
        @Override
        public Verdict judge(Result result) {
            String symbol = result.row().unit().symbol();
            String wanted = String.format(Locale.ROOT, "under %.3g %s", limit, symbol);
            return result.best(Contender.OURS)
                    .map(ours -> new Verdict(
                            wanted,
                            String.format(Locale.ROOT, "%.3g %s", ours.median(), symbol),
                            ours.median() < limit ? Verdict.Outcome.MET : Verdict.Outcome.NOT_MET,
                            false))
                    .orElseGet(() -> new Verdict(wanted, "no figure", Verdict.Outcome.NO_FIGURE, false));
        }
    }

    /** How two figures are related. */
    @FunctionalInterface
    interface Ratio {
        double of(double mine, double other);
    }

    private static Verdict compare(
            Result result,
            String subject,
            String reference,
            String wanted,
            boolean aim,
            Ratio ratio,
            java.util.function.DoublePredicate reached) {
        Optional<Series> mine = result.best(subject);
        Optional<Series> other = result.best(reference);
        if (mine.isEmpty() || other.isEmpty()) {
            return new Verdict(wanted, "no figure", Verdict.Outcome.NO_FIGURE, aim);
        }
        double seen = ratio.of(mine.get().median(), other.get().median());
        return new Verdict(
                wanted,
                String.format(Locale.ROOT, "%.3g", seen),
                reached.test(seen) ? Verdict.Outcome.MET : Verdict.Outcome.NOT_MET,
                aim);
    }
}
