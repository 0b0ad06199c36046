package org.multiprocessing.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerTest {
    @Test
    void samplesOfTheContendersAlternate() throws InterruptedException {
        List<String> order = new ArrayList<>();
        FakeRow row = new FakeRow(Unit.MILLIS, List.of(noting("a", order), noting("b", order)), List.of());

        new Runner(Effort.SHORT.withSamples(3), text -> {}).run(row);

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void eachProgramIsStartedAnewAsOftenAsAsked() throws InterruptedException {
        FakeRow row = new FakeRow(Unit.MILLIS, List.of(FakeRow.giving("a", 1, 2, 3)), List.of());

        Result result = new Runner(Effort.SHORT.withSamples(2).withPrograms(2), text -> {}).run(row);

        assertThat(result.series().getFirst().values()).containsExactly(1.0, 2.0, 1.0, 2.0);
    }

    @Test
    void aContenderThatFailsSaysWhyAndTheOthersGoOn() throws InterruptedException {
        Contender failing = new Contender("a", "a", () -> {
            throw new IllegalStateException("not here");
        });
        FakeRow row = new FakeRow(Unit.MILLIS, List.of(failing, FakeRow.giving("b", 7, 9, 8)), List.of());

        Result result = new Runner(Effort.SHORT.withSamples(3), text -> {}).run(row);

        assertThat(result.series().get(0).failure()).contains("not here");
        assertThat(result.series().get(1).median()).isEqualTo(8);
        assertThat(result.series().get(1).min()).isEqualTo(7);
        assertThat(result.series().get(1).max()).isEqualTo(9);
    }

    private static Contender noting(String name, List<String> order) {
        return new Contender(name, name, () -> new Probe() {
            @Override
            public void warmUp() {}

            @Override
            public double measure() {
                order.add(name);
                return 1;
            }

            @Override
            public void close() {}
        });
    }
}
