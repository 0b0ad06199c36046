package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.pool.WorkerHandle.Verdict;

/**
 * Kills workers whose task has run into its time limit. The worker's own monitor leaves the stack and rings at that moment; a
 * worker that cannot, because it is stopped or busy collecting garbage, is killed a little later without a stack.
 */
final class TimeLimits {
    private static final long STACK_GRACE_NANOS = 200_000_000;

    /** What a worker that is not ready yet, or never will be, gets on top of the limit. */
    private static final long START_GRACE_NANOS = 10_000_000_000L;

    private final long startGraceNanos;

    /** With how long an initializer may take, or NO_LIMIT. */
    TimeLimits(long initializerNanos) {
        this.startGraceNanos = initializerNanos == PoolOptionsImpl.NO_LIMIT
                ? START_GRACE_NANOS
                : PoolOptionsImpl.plus(START_GRACE_NANOS, initializerNanos);
    }

    /** Kills what is due; returns the items that were taken back from behind the tasks, to be given out again. */
    List<WorkItem> enforce(List<WorkerHandle> workers) {
        List<WorkItem> takenBack = new ArrayList<>();
        for (WorkerHandle worker : workers) {
            WorkItem head = watched(worker);
            if (head == null) {
                continue;
            }
            boolean unwanted = head.isDone() && worker.hasBegun(head); // cancelled when it could not be taken back
            if (unwanted) {
                takenBack.addAll(worker.condemn(head, Verdict.CANCELLED));
                continue;
            }
            boolean told = worker.channel().stackReason(head.sequence()) == WorkerLayout.REASON_TIME_LIMIT;
            if (told || nanosLeft(worker, head) <= 0) {
                takenBack.addAll(worker.condemn(head, Verdict.TIMED_OUT));
            }
        }
        return takenBack;
    }

    /** Returns how long nothing needs a look, unless a bell rings. */
    long nanosUntilDue(List<WorkerHandle> workers) {
        long nanos = Long.MAX_VALUE;
        for (WorkerHandle worker : workers) {
            WorkItem head = watched(worker);
            if (head != null) {
                nanos = Math.min(nanos, Math.max(1, nanosLeft(worker, head)));
            }
        }
        return nanos;
    }

    private static @Nullable WorkItem watched(WorkerHandle worker) {
        WorkItem head = worker.head();
        if (head == null || worker.verdict() != Verdict.NONE) {
            return null;
        }
        return head.isDone() || head.job().options().limitNanos() != Long.MAX_VALUE ? head : null;
    }

    private long nanosLeft(WorkerHandle worker, WorkItem head) {
        long age = System.nanoTime() - worker.headSince();
        long grace = PoolOptionsImpl.plus(STACK_GRACE_NANOS, worker.isReady() ? 0 : startGraceNanos);
        long limit = PoolOptionsImpl.plus(head.job().options().limitNanos(), grace);
        return limit == Long.MAX_VALUE ? limit : limit - age;
    }
}
