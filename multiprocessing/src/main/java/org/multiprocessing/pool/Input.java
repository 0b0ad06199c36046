package org.multiprocessing.pool;

import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Args2;

/** What a call of {@code map} and the like reads: its items, how many there are if that is known, and how to be done with it. */
final class Input implements Iterator<@Nullable Object> {
    private static final long UNKNOWN = -1;

    private final Iterator<?> items;
    private final long size;
    private final Runnable close;
    private final boolean lazy;
    private @Nullable ProgressReport progress;
    private long read;

    private Input(Iterator<?> items, long size, boolean lazy, Runnable close) {
        this.items = items;
        this.size = size;
        this.lazy = lazy;
        this.close = close;
    }

    static Input of(Iterable<?> items) {
        Objects.requireNonNull(items, "the items are null");
        return new Input(items.iterator(), sizeOf(items), !(items instanceof Collection), () -> {});
    }

    /** The stream is closed when it has been read to its end, or nobody reads it any more. */
    static Input of(Stream<?> items) {
        Objects.requireNonNull(items, "the items are null");
        Spliterator<?> split = items.spliterator();
        return new Input(Spliterators.iterator(split), split.getExactSizeIfKnown(), true, items::close);
    }

    /** Two sequences in step. */
    static Input ofPairs(Iterable<?> firsts, Iterable<?> seconds) {
        Objects.requireNonNull(firsts, "the first arguments are null");
        Objects.requireNonNull(seconds, "the second arguments are null");
        long size = sizeOf(firsts);
        long other = sizeOf(seconds);
        if (size != UNKNOWN && other != UNKNOWN && size != other) {
            throw new IllegalArgumentException(size + " first arguments, but " + other + " second ones; " + Pairs.RULE);
        }
        boolean lazy = size == UNKNOWN || other == UNKNOWN;
        return new Input(new Pairs(firsts.iterator(), seconds.iterator()), Math.max(size, other), lazy, () -> {});
    }

    private static long sizeOf(Iterable<?> items) {
        return items instanceof Collection<?> collection ? collection.size() : UNKNOWN;
    }

    /** Returns whether an item may come only when something has happened. */
    boolean isLazy() {
        return lazy;
    }

    /** From now on the progress hears where the input ends. */
    void reportTo(ProgressReport report) {
        progress = report;
        if (size >= 0) {
            report.expect(size);
        }
    }

    @Override
    public boolean hasNext() {
        boolean more = false;
        try {
            more = items.hasNext();
        } finally {
            if (!more) {
                end();
            }
        }
        return more;
    }

    private void end() {
        if (progress != null) {
            progress.expect(read);
        }
        close.run();
    }

    @Override
    public @Nullable Object next() {
        Object next = items.next();
        read++;
        return next;
    }

    /** Nothing is read after this. */
    void close() {
        close.run();
    }

    /** Walks through two sequences in step, and does not take one that ends sooner for the end of both. */
    private record Pairs(Iterator<?> firsts, Iterator<?> seconds) implements Iterator<Args2<?, ?>> {
        static final String RULE =
                "the two must be of the same length. For one argument that is always the same, let the "
                        + "function capture it";

        @Override
        public boolean hasNext() {
            boolean first = firsts.hasNext();
            if (first != seconds.hasNext()) {
                throw new IllegalArgumentException(
                        "the " + (first ? "second" : "first") + " arguments end before the others; " + RULE);
            }
            return first;
        }

        @Override
        public Args2<?, ?> next() {
            return new Args2<>(firsts.next(), seconds.next());
        }
    }
}
