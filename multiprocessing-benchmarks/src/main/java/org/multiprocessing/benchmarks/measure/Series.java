package org.multiprocessing.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The samples of one contender, and why there are no more of them, if there should be. */
public final class Series {
    private final Contender contender;
    private final List<Double> values = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    public Series(Contender contender) {
        this.contender = contender;
    }

    public Contender contender() {
        return contender;
    }

    public List<Double> values() {
        return List.copyOf(values);
    }

    public Optional<String> failure() {
        return failure;
    }

    void add(double value) {
        values.add(value);
    }

    void fail(String why) {
        failure = Optional.of(why);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public double min() {
        return sorted().getFirst();
    }

    public double max() {
        return sorted().getLast();
    }

    /** Returns the middle one; of an even number, the mean of the middle two. */
    public double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
