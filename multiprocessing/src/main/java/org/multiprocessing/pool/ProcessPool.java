package org.multiprocessing.pool;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** The pool: its life and the JDK's methods; giving work is inherited, doing it is the dispatcher's. */
class ProcessPool extends PoolTasks implements Pool {
    private static final Executor VIRTUAL_THREADS =
            callback -> Thread.ofVirtual().name("multiprocessing-callback").start(callback);

    private final PoolOptionsImpl options;

    ProcessPool(int workers, PoolOptionsImpl options) {
        super(
                new Dispatcher(workers, options),
                options.tasks(),
                options.callbackExecutor() != null ? options.callbackExecutor() : VIRTUAL_THREADS);
        this.options = options;
        dispatcher().start();
    }

    @Override
    public Tasks tasks(UnaryOperator<TaskOptions> change) {
        TaskOptionsImpl changed = (TaskOptionsImpl) change.apply(options.tasks());
        Objects.requireNonNull(changed, "the function returned null for the options; it must return the changed copy");
        return new PoolTasks(dispatcher(), changed, callbacks());
    }

    // ---- ExecutorService: giving

    @Override
    public <T extends @Nullable Object> AsyncResult<T> submit(Call<T> task) {
        return applyAsync(task);
    }

    @Override
    public AsyncResult<?> submit(Action task) {
        return applyAsync(task);
    }

    @Override
    public <T extends @Nullable Object> AsyncResult<T> submit(Callable<T> task) {
        return submit(Foreign.call(task));
    }

    @Override
    public AsyncResult<?> submit(Runnable task) {
        return submit(Foreign.action(task));
    }

    @Override
    public <T extends @Nullable Object> AsyncResult<T> submit(Runnable task, T result) {
        AsyncTask<@Nullable Void> run = start(Shape.ACTION, Foreign.action(task));
        AsyncTask<T> valued = new AsyncTask<>(callbacks(), dispatcher());
        valued.setCanceller(run::cancel);
        run.whenDone(() -> valued.finish(() -> switch (run.settled()) {
            case Outcome.Success<?> _ -> new Outcome.Success<>(result);
            case Outcome.Failure<?>(var why) -> new Outcome.Failure<>(why);
            case Outcome.Cancelled<?> _ -> new Outcome.Cancelled<>();
        }));
        return valued;
    }

    @Override
    public void execute(Runnable task) {
        execute(Foreign.action(task));
    }

    @Override
    public void execute(Action task) {
        var _ = applyAsync(task)
                .onFailure(failure -> Log.log(Logger.Level.ERROR, "a task given to execute failed", failure));
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        long begin = System.nanoTime();
        List<Future<T>> results = new ArrayList<>();
        try {
            for (Callable<T> task : tasks) {
                results.add(submit(task));
            }
            for (Future<T> result : results) {
                long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - begin);
                if (!((AsyncTask<T>) result).await(java.time.Duration.ofNanos(left))) {
                    break;
                }
            }
        } finally {
            results.forEach(result -> result.cancel(true)); // what is done does not mind
        }
        return results;
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return FirstSuccess.of(this, tasks, Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError("there was no time limit", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return FirstSuccess.of(this, tasks, unit.toNanos(timeout));
    }

    // ---- ExecutorService: life

    @Override
    public void shutdown() {
        dispatcher().shutdown();
    }

    /**
     * Kills the workers.
     *
     * @return the tasks that no worker has begun, each as a {@code Runnable} that throws CancellationException, since a task is
     *     kept in its encoded form only
     */
    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> notBegun = new ArrayList<>();
        for (Chunk chunk : dispatcher().terminate()) {
            for (int i = chunk.from(); i < chunk.to(); i++) {
                TaskInfo task = chunk.items().info(i, -1, "");
                notBegun.add(() -> {
                    throw new CancellationException(task.words() + " was never begun");
                });
            }
        }
        return notBegun;
    }

    @Override
    public void terminate() {
        dispatcher().terminate();
    }

    @Override
    public boolean isShutdown() {
        return dispatcher().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return dispatcher().isEnded();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return dispatcher().awaitEnd(unit.toNanos(timeout));
    }

    @Override
    public void join() throws InterruptedException {
        if (!isShutdown()) {
            throw new IllegalStateException("the pool is still running; call shutdown() or terminate() first");
        }
        dispatcher().awaitEnd(Long.MAX_VALUE);
    }

    @Override
    public int size() {
        return dispatcher().size();
    }

    @Override
    public void resize(int workers) {
        dispatcher().resize(Pools.checkedSize(workers, "resize"));
    }

    @Override
    public Insights insights() {
        return dispatcher().insights();
    }

    @Override
    public List<Process> workers() {
        return dispatcher().workers().stream().map(WorkerHandle::process).toList();
    }

    @Override
    public String toString() {
        String name = options.name() == null ? "" : options.name() + ": ";
        return "Pool[" + name + size() + " workers" + (isTerminated() ? ", ended" : isShutdown() ? ", shut down" : "")
                + "]";
    }

    /** Takes the JDK's functional types, which may or may not be serializable. */
    private static final class Foreign {
        static <T extends @Nullable Object> Call<T> call(Callable<T> task) {
            Objects.requireNonNull(task, "the task is null");
            return task instanceof Call<T> ours ? ours : task::call;
        }

        static Action action(Runnable task) {
            Objects.requireNonNull(task, "the task is null");
            return task instanceof Action ours ? ours : task::run;
        }
    }
}
