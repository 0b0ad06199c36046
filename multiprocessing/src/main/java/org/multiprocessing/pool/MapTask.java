package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
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
            end = summary(MapTask.<R>collect(batch, failFast));
        } catch (InterruptedException e) {
            end = new Outcome.Cancelled<>();
        } catch (RuntimeException | Error e) { // the caller's own iterator
            TaskInfo info = new TaskInfo(-1, "", -1, "the input of mapAsync");
            end = new Outcome.Failure<>(new TaskFailed(info, Failures.summary(e), Failures.stack(e), e));
        }
        Outcome<List<R>> outcome = end;
        result.finish(() -> outcome);
    }

    private static <R extends @Nullable Object> Outcome<List<R>> summary(List<Outcome<R>> outcomes) {
        List<R> values = new ArrayList<>(outcomes.size());
        for (Outcome<R> outcome : outcomes) {
            switch (outcome) {
                case Outcome.Success<R>(var value) -> values.add(value);
                case Outcome.Failure<R>(var why) -> {
                    return new Outcome.Failure<>(why);
                }
                case Outcome.Cancelled<R> _ -> {
                    return new Outcome.Cancelled<>();
                }
            }
        }
        return new Outcome.Success<>(values);
    }

    /** Waits for all outcomes, or with {@code failFast} until the first failure. */
    static <R extends @Nullable Object> List<Outcome<R>> collect(Batch batch, boolean failFast)
            throws InterruptedException {
        List<Outcome<R>> outcomes = new ArrayList<>();
        try {
            while (!batch.isEnded()) {
                Outcome<?> outcome = batch.next(Long.MAX_VALUE);
                if (outcome == null) {
                    break;
                }
                outcomes.add(Outcomes.cast(outcome));
                if (failFast && outcome instanceof Outcome.Failure) {
                    batch.cancel();
                    return outcomes;
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            batch.cancel();
            throw e;
        } finally {
            batch.close();
        }
        throwInputFailure(batch);
        return outcomes;
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
