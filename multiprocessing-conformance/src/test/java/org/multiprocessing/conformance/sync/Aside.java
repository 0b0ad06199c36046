package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.conformance.support.Delays;

/**
 * Something that another thread does meanwhile, and how it went.
 *
 * @param <T> what it returns
 */
public final class Aside<T> {
    private final FutureTask<T> task;
    private final Thread thread;
    private volatile long ended;

    private Aside(Callable<T> work, Thread.Builder builder) {
        this.task = new FutureTask<>(work) {
            @Override
            protected void done() {
                ended = System.nanoTime();
            }
        };
        this.thread = builder.name("aside").start(task);
    }

    /** In a platform thread. */
    public static <T> Aside<T> call(Callable<T> work) {
        return new Aside<>(work, Thread.ofPlatform().daemon());
    }

    /** In a thread of either kind. */
    public static <T> Aside<T> call(boolean virtual, Callable<T> work) {
        return new Aside<>(
                work, virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon());
    }

    /** Something without a result. */
    public interface Work {
        void run() throws Exception;
    }

    /** In a platform thread. */
    public static Aside<Void> run(Work work) {
        return run(false, work);
    }

    /** In a thread of either kind. */
    public static Aside<Void> run(boolean virtual, Work work) {
        return call(virtual, () -> {
            work.run();
            return null;
        });
    }

    public Thread thread() {
        return thread;
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Returns when it ended, by {@code System.nanoTime}. */
    public long endedAt() {
        return ended;
    }

    /** Fails if it ends although it must not. */
    public Aside<T> waits() {
        Delays.pass(Delays.SHORT);
        assertThat(isDone()).as("waits still").isFalse();
        return this;
    }

    /** Returns the result, for which it has {@link Delays#LONG}. */
    public T result() throws Exception {
        return result(Delays.LONG);
    }

    public T result(Duration bound) throws Exception {
        try {
            return task.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the thread aside has failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw stuck(bound);
        }
    }

    /** Returns the exception with which it ends, which must be of that type. */
    public <E extends Throwable> E failure(Class<E> type) throws Exception {
        try {
            T result = task.get(Delays.LONG.toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionError("wanted " + type + ", got the result " + result);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(type);
            return type.cast(e.getCause());
        } catch (TimeoutException e) {
            throw stuck(Delays.LONG);
        }
    }

    private AssertionError stuck(Duration bound) {
        AssertionError error = new AssertionError("the thread aside has not ended within " + bound);
        error.setStackTrace(thread.getStackTrace());
        return error;
    }
}
