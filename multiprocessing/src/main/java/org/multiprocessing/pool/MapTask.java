package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes all outcomes of a batch: in the calling thread, or for {@code mapAsync} in a virtual thread. */
final class MapTask<R extends @Nullable Object> {
    private final Batch batch;
    private final boolean failFast;
    private final AsyncTask<List<R>> result;
    private volatile @Nullable Thread collector;

    MapTask(Batch batch, boolean failFast, Executor callbacks) {
        this.batch = batch;
        this.failFast = failFast;
        this.result = new AsyncTask<>(callbacks, null);
    }

    AsyncResult<List<R>> start() {
        result.setCanceller(_ -> {
            result.finish(
                    Outcome.Cancelled
                            ::new); // before the interrupt, which the caller's iterator may turn into a failure
            Thread running = collector;
            if (running != null) {
                running.interrupt();
            }
            return true;
        });
        collector = Thread.ofVirtual().name("multiprocessing-map").start(this::run);
        return result;
    }

    private void run() {
        Outcome<List<R>> end;
        try {
            end = summary(batch, failFast);
        } catch (InterruptedException e) {
            end = new Outcome.Cancelled<>();
        } catch (RuntimeException | Error e) { // the caller's own iterator
            TaskInfo info = new TaskInfo(-1, "", -1, "the input of mapAsync");
            end = new Outcome.Failure<>(new TaskFailed(info, Failures.summary(e), Failures.stack(e), e));
        }
        Outcome<List<R>> outcome = end;
        result.finish(() -> outcome);
    }

    /** Returns the values, or what became of the first by position that has none. */
    private static <R extends @Nullable Object> Outcome<List<R>> summary(Batch batch, boolean failFast)
            throws InterruptedException {
        List<R> values = new ArrayList<>();
        Outcome<R> bad = collect(batch, failFast, values);
        return switch (bad) {
            case null -> new Outcome.Success<>(values);
            case Outcome.Failure<R>(var why) -> new Outcome.Failure<>(why);
            case Outcome<R> _ -> new Outcome.Cancelled<>();
        };
    }

    /** Waits for all values, or with {@code failFast} until one fails; returns the first by position that has none, or null. */
    static <R extends @Nullable Object> @Nullable Outcome<R> collect(Batch batch, boolean failFast, List<R> values)
            throws InterruptedException {
        List<Outcome<R>> bad = new ArrayList<>();
        takeAll(batch, failFast, outcome -> {
            Outcome<R> next = Outcomes.cast(outcome);
            if (next instanceof Outcome.Success<R>(var value)) {
                values.add(value);
            } else if (bad.isEmpty()) {
                bad.add(next);
            }
        });
        return bad.isEmpty() ? null : bad.getFirst();
    }

    /** Waits for all outcomes, or with {@code failFast} until the first failure. */
    static <R extends @Nullable Object> List<Outcome<R>> collect(Batch batch, boolean failFast)
            throws InterruptedException {
        List<Outcome<R>> outcomes = new ArrayList<>();
        takeAll(batch, failFast, outcome -> outcomes.add(Outcomes.cast(outcome)));
        return outcomes;
    }

    private static void takeAll(Batch batch, boolean failFast, Consumer<Outcome<?>> taker) throws InterruptedException {
        try {
            while (!batch.isEnded()) {
                Outcome<?> outcome = batch.next(Long.MAX_VALUE);
                if (outcome == null) {
                    break;
                }
                taker.accept(outcome);
                if (failFast && outcome instanceof Outcome.Failure) {
                    batch.cancel();
                    return;
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            batch.cancel();
            throw e;
        } finally {
            batch.close();
        }
        throwInputFailure(batch);
    }

    private static void throwInputFailure(Batch batch) {
        switch (batch.inputFailure()) {
            case null -> {}
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
