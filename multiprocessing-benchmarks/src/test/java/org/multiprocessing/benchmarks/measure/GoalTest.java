package org.multiprocessing.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {
    @Test
    void ofTimesTheShorterIsBetter() throws InterruptedException {
        Result result = measured(Unit.MICROS, Goal.timesBetter(10, "CPython"), 5, 50);

        assertThat(result.verdicts().getFirst().words()).isEqualTo("met");
    }

    @Test
    void ofRatesTheLargerIsBetter() throws InterruptedException {
        Result result = measured(Unit.ITEMS_PER_SECOND, Goal.timesBetter(10, "CPython"), 5, 50);

        assertThat(result.verdicts().getFirst().words()).isEqualTo("not met");
        assertThat(result.verdicts().getFirst().seen()).isEqualTo("0.100");
    }

    @Test
    void aCostMayBeSoManyTimesAnothers() throws InterruptedException {
        assertThat(measured(Unit.MILLIS, Goal.within(1.5, "CPython"), 15, 10)
                        .verdicts()
                        .getFirst()
                        .words())
                .isEqualTo("met");
        assertThat(measured(Unit.MILLIS, Goal.aimWithin(1.5, "CPython"), 16, 10)
                        .verdicts()
                        .getFirst()
                        .words())
                .isEqualTo("aim not met");
    }

    @Test
    void aLimitIsNotReachedByAnEqualFigure() throws InterruptedException {
        assertThat(measured(Unit.MILLIS, Goal.below(10), 10, 1)
                        .verdicts()
                        .getFirst()
                        .outcome())
                .isEqualTo(Verdict.Outcome.NOT_MET);
    }

    @Test
    void theBestOfAGroupCounts() throws InterruptedException {
        List<Contender> contenders = List.of(
                FakeRow.giving(Contender.OURS, 10),
                new Contender("CPython 1", "CPython", FakeRow.giving("", 30).opener()),
                new Contender("CPython 2", "CPython", FakeRow.giving("", 15).opener()));
        Result result = run(new FakeRow(Unit.MILLIS, contenders, List.of(Goal.timesBetter(2, "CPython"))));

        assertThat(result.verdicts().getFirst().outcome()).isEqualTo(Verdict.Outcome.NOT_MET);
    }

    @Test
    void withoutTheOthersFigureThereIsNoVerdict() throws InterruptedException {
        FakeRow row = new FakeRow(
                Unit.MILLIS, List.of(FakeRow.giving(Contender.OURS, 10)), List.of(Goal.timesBetter(2, "CPython")));

        assertThat(run(row).verdicts().getFirst().outcome()).isEqualTo(Verdict.Outcome.NO_FIGURE);
    }

    private static Result measured(Unit unit, Goal goal, double ours, double theirs) throws InterruptedException {
        List<Contender> contenders = List.of(FakeRow.giving(Contender.OURS, ours), FakeRow.giving("CPython", theirs));
        return run(new FakeRow(unit, contenders, List.of(goal)));
    }

    private static Result run(Row row) throws InterruptedException {
        return new Runner(Effort.SHORT, text -> {}).run(row);
    }
}
