package org.multiprocessing.benchmarks.measure;

import java.util.List;

/** A row whose contenders are what a test says. */
record FakeRow(Unit unit, List<Contender> contenders, List<Goal> goals) implements Row {
    @Override
    public String id() {
        return "F1";
    }

    @Override
    public String title() {
        return "a test";
    }

    @Override
    public String label() {
        return "test";
    }

    @Override
    public String target() {
        return "none";
    }

    /** Returns a contender that gives one figure after the other. */
    static Contender giving(String name, double... figures) {
        return new Contender(name, name, () -> new FakeProbe(figures));
    }

    private static final class FakeProbe implements Probe {
        private final double[] figures;
        private int taken;

        FakeProbe(double... figures) {
            this.figures = figures;
        }

        @Override
        public void warmUp() {}

        @Override
        public double measure() {
            return figures[taken++ % figures.length];
        }

        @Override
        public void close() {}
    }
}
