package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Stationary;

/** The outcomes of a batch, each turned into what the caller asked for. */
@SuppressWarnings("IterableAndIterator") // see Results
final class BatchResults<R extends @Nullable Object> implements Results<R>, Stationary {
    private final Batch batch;
    private final View<R> view;
    private @Nullable Outcome<?> ahead;
    private boolean closed;
    private boolean inputFailureTold;

    /** Turns an outcome into a result, or throws for it. */
    interface View<R extends @Nullable Object> {
        R of(Outcome<?> outcome);
    }

    BatchResults(Batch batch, View<R> view) {
        this.batch = batch;
        this.view = view;
    }

    @Override
    public String whyItStays() {
        return "is an iterator of results on their way to this process. Take them here and pass the values on";
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        if (ahead == null && !batch.isEnded()) {
            ahead = await();
        }
        return ahead != null || (batch.inputFailure() != null && !inputFailureTold);
    }

    private @Nullable Outcome<?> await() {
        try {
            return batch.next(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while waiting for a result");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException(closed ? "these results are closed" : "there is no further result");
        }
        return take();
    }

    private R take() {
        Outcome<?> outcome = ahead;
        ahead = null;
        if (outcome == null) {
            inputFailureTold = true;
            throw sneaky(batch.inputFailure());
        }
        return view.of(outcome);
    }

    /** The input's own error, which is unchecked: an iterator cannot throw anything else. */
    private static RuntimeException sneaky(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    @Override
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        if (ahead == null && !closed && !batch.isEnded()) {
            ahead = batch.next(System.nanoTime() + Math.max(0, TimeUnit.NANOSECONDS.convert(timeout)));
            if (ahead == null && !batch.isEnded()) {
                throw new TimeoutException("no result within " + timeout);
            }
        }
        return next();
    }

    @Override
    public Iterator<R> iterator() {
        return this;
    }

    @Override
    public Stream<R> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!batch.isEnded()) {
                batch.cancel();
            }
        }
    }
}
