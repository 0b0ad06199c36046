package org.multiprocessing.pool;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.pool.Dispatcher.Finished;

/**
 * The times that bound the life of a worker: for its initializer, for having nothing to do, for its end. As with a task, the
 * worker itself leaves its stack at a limit and rings; one that cannot is noticed a little later. All methods are called with
 * the dispatcher's lock held.
 */
final class LifeLimits {
    /** What a worker gets to end that was told to, before it is killed: a shutdown hook may block. */
    private static final long END_GRACE_NANOS = 2_000_000_000L;

    /** What a worker gets to leave its stack: its JVM is young, and slow at what it does for the first time. */
    private static final long INITIALIZER_GRACE_NANOS = 2_000_000_000L;

    private final String title;
    private final long initializerNanos;
    private final long maxIdleNanos;
    private final @Nullable WorkerDuties duties;

    LifeLimits(PoolOptionsImpl options) {
        this.title = options.title();
        this.duties = options.duties();
        this.initializerNanos = options.initializerNanos();
        this.maxIdleNanos = options.maxIdleNanos();
    }

    /** Has workers end that have had nothing to do for long. */
    void retireIdle(List<WorkerHandle> workers) {
        if (maxIdleNanos == PoolOptionsImpl.NO_LIMIT) {
            return;
        }
        for (WorkerHandle worker : workers) {
            if (isIdle(worker) && nanosUntilIdle(worker) <= 0) {
                worker.retire(); // under the lock: it is given nothing after this
            }
        }
    }

    private static boolean isIdle(WorkerHandle worker) {
        return worker.isReady() && worker.isEmployed() && worker.load() == 0 && worker.exit() == null;
    }

    private long nanosUntilIdle(WorkerHandle worker) {
        return PoolOptionsImpl.plus(maxIdleNanos, worker.headSince() - System.nanoTime());
    }

    /** Kills workers that were told to end and do not. */
    void enforceEnds(List<WorkerHandle> workers, List<Finished> finished) {
        for (WorkerHandle worker : workers) {
            if (!worker.shouldBeGone()) {
                continue;
            }
            boolean told = worker.channel().stackReason(WorkerLayout.FINALIZER) == WorkerLayout.REASON_TIME_LIMIT;
            if (told || nanosUntilEnd(worker) <= 0) {
                if (duties != null && duties.finalizer() != null) {
                    String message = lateEnd(worker, told);
                    finished.add(() -> Log.log(System.Logger.Level.WARNING, message));
                }
                worker.dismiss();
            }
        }
    }

    private String lateEnd(WorkerHandle worker, boolean told) {
        String name = worker.process().name();
        return told
                ? "the finalizer of " + title + " took longer than its limit in worker " + name
                        + ", which was killed; it was at:\n"
                        + worker.channel().stack().stripTrailing()
                : "worker " + name + " of " + title
                        + " did not end in time, and was killed; its finalizer may not have run";
    }

    /** Returns the error of a pool one of whose workers is stuck in its initializer; null if none is. */
    @Nullable
    TaskTimedOut stuckInitializer(List<WorkerHandle> workers) {
        if (initializerNanos == PoolOptionsImpl.NO_LIMIT) {
            return null;
        }
        for (WorkerHandle worker : workers) {
            if (!isStarting(worker)) {
                continue;
            }
            boolean told = worker.channel().stackReason(WorkerLayout.INITIALIZER) == WorkerLayout.REASON_TIME_LIMIT;
            if (told || (worker.channel().since() != 0 && nanosUntilReady(worker) <= 0)) {
                TaskInfo info =
                        new TaskInfo(worker.process().pid(), worker.process().name(), -1, title + "'s initializer");
                String where = told ? worker.channel().stack() : Autopsy.NO_STACK;
                return new TaskTimedOut(info, Duration.ofNanos(initializerNanos), where);
            }
        }
        return null;
    }

    private static boolean isStarting(WorkerHandle worker) {
        return !worker.isReady() && worker.verdict() == WorkerHandle.Verdict.NONE && worker.exit() == null;
    }

    private long nanosUntilReady(WorkerHandle worker) {
        long began = worker.channel().since();
        long age = began == 0 ? 0 : System.nanoTime() - began;
        return PoolOptionsImpl.plus(initializerNanos, INITIALIZER_GRACE_NANOS - age);
    }

    private long nanosUntilEnd(WorkerHandle worker) {
        long limit = END_GRACE_NANOS;
        if (duties != null) {
            limit = PoolOptionsImpl.plus(limit, duties.finalizerNanos());
            if (!worker.isReady() && initializerNanos != PoolOptionsImpl.NO_LIMIT) {
                limit = PoolOptionsImpl.plus(limit, initializerNanos);
            }
        }
        return PoolOptionsImpl.plus(limit, worker.endingSince() - System.nanoTime());
    }

    /** Returns how long nothing needs a look, unless a bell rings. */
    long nanosUntilDue(List<WorkerHandle> workers) {
        long nanos = Long.MAX_VALUE;
        for (WorkerHandle worker : workers) {
            if (worker.shouldBeGone()) {
                nanos = Math.min(nanos, Math.max(1, nanosUntilEnd(worker)));
            } else if (initializerNanos != PoolOptionsImpl.NO_LIMIT && isStarting(worker)) {
                nanos = Math.min(nanos, Math.max(1, nanosUntilReady(worker)));
            } else if (maxIdleNanos != PoolOptionsImpl.NO_LIMIT && isIdle(worker)) {
                nanos = Math.min(nanos, Math.max(1, nanosUntilIdle(worker)));
            }
        }
        return nanos;
    }
}
