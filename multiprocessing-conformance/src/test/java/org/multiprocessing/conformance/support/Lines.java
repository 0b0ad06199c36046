package org.multiprocessing.conformance.support;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.multiprocessing.process.Output;

/** Collects the lines that a child writes. */
public final class Lines implements Consumer<String> {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void accept(String line) {
        lines.add(line);
    }

    /** Returns this as a place for a stream. */
    public Output output() {
        return new Output.Lines(this);
    }

    /** Returns what has come so far. */
    public synchronized List<String> all() {
        return List.copyOf(lines);
    }
}
