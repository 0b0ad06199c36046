package org.multiprocessing.pool;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A completion stage whose future is made at the first use: most results are only waited for. */
abstract class DelegatingStage<T extends @Nullable Object> implements CompletionStage<T> {
    /** Returns the future that dependents are added to. */
    abstract CompletableFuture<T> stage();

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenApply(Function<? super T, ? extends U> f) {
        return stage().thenApply(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> f) {
        return stage().thenApplyAsync(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenApplyAsync(
            Function<? super T, ? extends U> f, Executor executor) {
        return stage().thenApplyAsync(f, executor);
    }

    @Override
    public CompletionStage<@Nullable Void> thenAccept(Consumer<? super T> f) {
        return stage().thenAccept(f);
    }

    @Override
    public CompletionStage<@Nullable Void> thenAcceptAsync(Consumer<? super T> f) {
        return stage().thenAcceptAsync(f);
    }

    @Override
    public CompletionStage<@Nullable Void> thenAcceptAsync(Consumer<? super T> f, Executor executor) {
        return stage().thenAcceptAsync(f, executor);
    }

    @Override
    public CompletionStage<@Nullable Void> thenRun(Runnable f) {
        return stage().thenRun(f);
    }

    @Override
    public CompletionStage<@Nullable Void> thenRunAsync(Runnable f) {
        return stage().thenRunAsync(f);
    }

    @Override
    public CompletionStage<@Nullable Void> thenRunAsync(Runnable f, Executor executor) {
        return stage().thenRunAsync(f, executor);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> f) {
        return stage().thenCombine(other, f);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> f) {
        return stage().thenCombineAsync(other, f);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> f, Executor executor) {
        return stage().thenCombineAsync(other, f, executor);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<@Nullable Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> f) {
        return stage().thenAcceptBoth(other, f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<@Nullable Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> f) {
        return stage().thenAcceptBothAsync(other, f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<@Nullable Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> f, Executor executor) {
        return stage().thenAcceptBothAsync(other, f, executor);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterBoth(CompletionStage<?> other, Runnable f) {
        return stage().runAfterBoth(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterBothAsync(CompletionStage<?> other, Runnable f) {
        return stage().runAfterBothAsync(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterBothAsync(CompletionStage<?> other, Runnable f, Executor executor) {
        return stage().runAfterBothAsync(other, f, executor);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> applyToEither(
            CompletionStage<? extends T> other, Function<? super T, U> f) {
        return stage().applyToEither(other, f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> f) {
        return stage().applyToEitherAsync(other, f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> f, Executor executor) {
        return stage().applyToEitherAsync(other, f, executor);
    }

    @Override
    public CompletionStage<@Nullable Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> f) {
        return stage().acceptEither(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> f) {
        return stage().acceptEitherAsync(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> f, Executor executor) {
        return stage().acceptEitherAsync(other, f, executor);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterEither(CompletionStage<?> other, Runnable f) {
        return stage().runAfterEither(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterEitherAsync(CompletionStage<?> other, Runnable f) {
        return stage().runAfterEitherAsync(other, f);
    }

    @Override
    public CompletionStage<@Nullable Void> runAfterEitherAsync(
            CompletionStage<?> other, Runnable f, Executor executor) {
        return stage().runAfterEitherAsync(other, f, executor);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenCompose(
            Function<? super T, ? extends CompletionStage<U>> f) {
        return stage().thenCompose(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> f) {
        return stage().thenComposeAsync(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> f, Executor executor) {
        return stage().thenComposeAsync(f, executor);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> handle(
            BiFunction<? super T, @Nullable Throwable, ? extends U> f) {
        return stage().handle(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> handleAsync(
            BiFunction<? super T, @Nullable Throwable, ? extends U> f) {
        return stage().handleAsync(f);
    }

    @Override
    public <U extends @Nullable Object> CompletionStage<U> handleAsync(
            BiFunction<? super T, @Nullable Throwable, ? extends U> f, Executor executor) {
        return stage().handleAsync(f, executor);
    }

    @Override
    public CompletionStage<T> whenComplete(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> f) {
        return stage().whenComplete(f);
    }

    @Override
    public CompletionStage<T> whenCompleteAsync(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> f) {
        return stage().whenCompleteAsync(f);
    }

    @Override
    public CompletionStage<T> whenCompleteAsync(
            BiConsumer<? super @Nullable T, ? super @Nullable Throwable> f, Executor executor) {
        return stage().whenCompleteAsync(f, executor);
    }

    @Override
    public CompletionStage<T> exceptionally(Function<Throwable, ? extends T> f) {
        return stage().exceptionally(f);
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> copy = new CompletableFuture<>();
        var _ = stage().whenComplete((value, failure) -> {
            if (failure == null) {
                copy.complete(value);
            } else if (failure instanceof CancellationException) {
                copy.cancel(false); // a mere copy would have failed, with a cancellation as cause
            } else {
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }
}
