package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The pool's {@code invokeAny}: the first result of several tasks; the others are cancelled. */
final class FirstSuccess {
    private FirstSuccess() {}

    static <T extends @Nullable Object> T of(Pool pool, Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny of no tasks; give at least one");
        }
        long begin = System.nanoTime();
        LinkedBlockingQueue<AsyncResult<T>> done = new LinkedBlockingQueue<>();
        List<AsyncResult<T>> results = new ArrayList<>();
        try {
            for (Callable<T> task : tasks) {
                AsyncResult<T> result = pool.submit(task);
                results.add(result);
                ((AsyncTask<T>) result)
                        .whenDone(() -> done.add(result)); // not by the callback executor, which may be us
            }
            ExecutionException last = null;
            for (int i = 0; i < results.size(); i++) {
                long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - begin);
                AsyncResult<T> result = done.poll(left, TimeUnit.NANOSECONDS);
                if (result == null) {
                    throw new TimeoutException("no task succeeded in time");
                }
                try {
                    return result.get();
                } catch (ExecutionException e) {
                    last = e;
                } catch (CancellationException e) { // the pool was terminated
                    last = new ExecutionException(e);
                }
            }
            throw Objects.requireNonNull(last, "every task ended, and none succeeded or failed");
        } finally {
            results.forEach(result -> result.cancel(true));
        }
    }
}
