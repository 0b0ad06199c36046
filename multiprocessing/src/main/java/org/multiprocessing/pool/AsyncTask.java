package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Stationary;

/**
 * A result on its way. Stages and callbacks that depend on it are completed on the callback executor, so that no function of the
 * user's ever runs on the thread that polls.
 */
final class AsyncTask<T extends @Nullable Object> extends DelegatingStage<T> implements AsyncResult<T>, Stationary {
    private final Executor callbacks;
    private final @Nullable Dispatcher helped;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Supplier<Outcome<T>> ending;
    private @Nullable Outcome<T> outcome;
    private Runnable whenDone = () -> {};
    private @Nullable CompletableFuture<T> stage;
    private volatile Canceller canceller = mayInterrupt -> false;

    /** Ends the task for a cancel; returns whether it could. */
    interface Canceller {
        boolean cancel(boolean mayInterruptIfRunning);
    }

    /** With the dispatcher that a waiting caller helps to poll, or null if that would not bring this result nearer. */
    AsyncTask(Executor callbacks, @Nullable Dispatcher helped) {
        this.callbacks = callbacks;
        this.helped = helped;
    }

    @Override
    public String whyItStays() {
        return "is a result on its way to this process. Wait for it here and pass the value on, or give the next task when "
                + "it is there, with thenAccept";
    }

    void setCanceller(Canceller how) {
        canceller = how;
    }

    /** Ends the task; the first end counts. The outcome is made by whoever asks for it. */
    void finish(Supplier<Outcome<T>> result) {
        CompletableFuture<T> dependents;
        Runnable then;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            ending = result;
            dependents = stage;
            then = whenDone;
        }
        done.countDown();
        if (dependents != null) {
            completeLater(dependents);
        }
        then.run();
    }

    private void completeLater(CompletableFuture<T> dependents) {
        Runnable completion = () -> complete(dependents, settled());
        try {
            callbacks.execute(completion);
        } catch (RuntimeException | Error e) { // the user's executor fails; the result is there all the same
            Thread.ofVirtual().name("multiprocessing-callback").start(completion);
        }
    }

    /** Has something short done by the thread that ends the task; for the pool itself, once. */
    void whenDone(Runnable action) {
        synchronized (this) {
            if (ending == null) {
                whenDone = action;
                return;
            }
        }
        action.run();
    }

    /** Returns the outcome of a task that is done. */
    Outcome<T> settled() {
        synchronized (this) {
            Outcome<T> known = outcome;
            if (known == null) {
                known = Objects.requireNonNull(ending, "the task is not done").get();
                outcome = known;
                Outcome<T> settled = known;
                ending = () -> settled; // what it was made from is not needed any more
                canceller = _ -> false;
            }
            return known;
        }
    }

    @Override
    synchronized CompletableFuture<T> stage() {
        CompletableFuture<T> known = stage;
        if (known == null) {
            known = new CompletableFuture<>();
            stage = known;
            if (isDone()) {
                complete(known, settled());
            }
        }
        return known;
    }

    private static <T extends @Nullable Object> void complete(CompletableFuture<T> dependents, Outcome<T> result) {
        switch (result) {
            case Outcome.Success<T>(var value) -> dependents.complete(value);
            case Outcome.Failure<T>(var why) -> dependents.completeExceptionally(original(why));
            case Outcome.Cancelled<T> _ -> dependents.cancel(false);
        }
    }

    static Throwable original(TaskException why) {
        return why instanceof TaskFailed && why.getCause() != null ? why.getCause() : why;
    }

    // ---- Future

    @Override
    public boolean isDone() {
        return ending != null;
    }

    @Override
    public boolean isCancelled() {
        return isDone() && settled() instanceof Outcome.Cancelled;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone() && canceller.cancel(mayInterruptIfRunning)) {
            finish(Outcome.Cancelled::new);
        }
        return isCancelled();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        awaitDone();
        return report(settled());
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!awaitNanos(unit.toNanos(timeout))) {
            throw new TimeoutException("the task was not done after " + timeout + " " + unit);
        }
        return report(settled());
    }

    @Override
    public T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitNanos(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean awaitNanos(long nanos) throws InterruptedException {
        if (isDone() || nanos <= 0) {
            return isDone();
        }
        long begin = System.nanoTime();
        long deadline = nanos >= Long.MAX_VALUE - begin ? Long.MAX_VALUE : begin + nanos;
        return help(deadline) || done.await(nanos - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
    }

    private void awaitDone() throws InterruptedException {
        if (!help(Long.MAX_VALUE)) {
            done.await();
        }
    }

    private boolean help(long deadline) {
        if (helped == null || isDone()) {
            return isDone();
        }
        Helper helper = new Helper(helped);
        helper.enter();
        try {
            return helper.pollUntil(this::isDone, deadline);
        } finally {
            helper.leave();
        }
    }

    private T report(Outcome<T> result) throws ExecutionException {
        return switch (result) {
            case Outcome.Success<T>(var value) -> value;
            case Outcome.Failure<T>(var why) -> throw new ExecutionException(original(why));
            case Outcome.Cancelled<T> _ -> throw new CancellationException("the task was cancelled");
        };
    }

    @Override
    public T join() {
        boolean interrupted = false;
        while (true) {
            try {
                Outcome<T> result = outcome();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return switch (result) {
                    case Outcome.Success<T>(var value) -> value;
                    case Outcome.Failure<T>(var why) -> throw Outcomes.thrownHere(why);
                    case Outcome.Cancelled<T> _ -> throw new CancellationException("the task was cancelled");
                };
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    @Override
    public Outcome<T> outcome() throws InterruptedException {
        awaitDone();
        return settled();
    }

    @Override
    public State state() {
        return switch (isDone() ? settled() : null) {
            case null -> State.RUNNING;
            case Outcome.Success<T> _ -> State.SUCCESS;
            case Outcome.Failure<T> _ -> State.FAILED;
            case Outcome.Cancelled<T> _ -> State.CANCELLED;
        };
    }

    @Override
    public T resultNow() {
        if (isDone() && settled() instanceof Outcome.Success<T>(var value)) {
            return value;
        }
        throw new IllegalStateException("the task has no result; its state is " + state());
    }

    @Override
    public Throwable exceptionNow() {
        if (isDone() && settled() instanceof Outcome.Failure<T>(var why)) {
            return original(why);
        }
        throw new IllegalStateException("the task has not failed; its state is " + state());
    }

    // ---- callbacks

    @Override
    public AsyncResult<T> onSuccess(Consumer<? super T> callback) {
        var _ = whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        callback.accept(value);
                    }
                },
                callbacks);
        return this;
    }

    @Override
    public AsyncResult<T> onFailure(Consumer<? super Throwable> callback) {
        var _ = whenCompleteAsync(
                (value, failure) -> {
                    if (failure != null) {
                        callback.accept(settled() instanceof Outcome.Failure<T>(var why) ? why : failure);
                    }
                },
                callbacks);
        return this;
    }
}
