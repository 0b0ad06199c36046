package org.multiprocessing.benchmarks.measure;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.multiprocessing.benchmarks.measure.Verdict.Comparison;
import org.multiprocessing.benchmarks.measure.Verdict.Kind;

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
        return new Below(limit, false);
    }

    /** Hopes that ours is below a figure. */
    static Goal aimBelow(double limit) {
        return new Below(limit, true);
    }

    /** More is better, times shorter. */
    record TimesBetter(String subject, double times, String than, boolean aim) implements Goal {
        @Override
        public Verdict judge(Result result) {
            String wanted = times == 1
                    ? "better than " + than
                    : String.format(Locale.ROOT, "%.3g times better than %s", times, than);
            double seen = ratio(result, subject, than, result.row().unit()::timesBetter);
            return verdict(
                    wanted,
                    seen,
                    "",
                    seen >= times,
                    aim,
                    new Comparison(Kind.TIMES_BETTER, subject, than, times, seen));
        }
    }

    /** Less is better: the cost may be that much higher. */
    record Within(String subject, double times, String of, boolean aim) implements Goal {
        @Override
        public Verdict judge(Result result) {
            String wanted = (subject.equals(Contender.OURS) ? "" : subject + " ")
                    + String.format(Locale.ROOT, "at most %.3g times the cost of %s", times, of);
            double seen = ratio(
                    result,
                    subject,
                    of,
                    (mine, other) -> 1 / result.row().unit().timesBetter(mine, other));
            return verdict(
                    wanted,
                    seen,
                    "",
                    seen <= times,
                    aim,
                    new Comparison(Kind.TIMES_THE_COST, subject, of, times, seen));
        }
    }

    /** A figure of its own. */
    record Below(double limit, boolean aim) implements Goal {
        @Override
        public Verdict judge(Result result) {
            String unit = " " + result.row().unit().symbol();
            String wanted = String.format(Locale.ROOT, "under %.3g%s", limit, unit);
            double seen = result.best(Contender.OURS).map(Series::median).orElse(0.0);
            return verdict(
                    wanted,
                    seen,
                    unit,
                    seen < limit,
                    aim,
                    new Comparison(Kind.FIGURE, Contender.OURS, "", limit, seen));
        }
    }

    private static Verdict verdict(
            String wanted, double seen, String unit, boolean reached, boolean aim, Comparison comparison) {
        if (seen == 0) {
            return new Verdict(wanted, "no figure", Verdict.Outcome.NO_FIGURE, aim, comparison);
        }
        Verdict.Outcome outcome = reached ? Verdict.Outcome.MET : Verdict.Outcome.NOT_MET;
        return new Verdict(wanted, String.format(Locale.ROOT, "%.3g%s", seen, unit), outcome, aim, comparison);
    }

    /** Returns how two groups' figures are related; 0 if one has none. */
    private static double ratio(Result result, String subject, String reference, DoubleBinaryOperator ratio) {
        Optional<Series> mine = result.best(subject);
        Optional<Series> other = result.best(reference);
        if (mine.isEmpty() || other.isEmpty()) {
            return 0;
        }
        return ratio.applyAsDouble(mine.get().median(), other.get().median());
    }
}
