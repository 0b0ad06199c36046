package org.multiprocessing.pool;

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

    void enforce(List<WorkerHandle> workers) {
        for (WorkerHandle worker : workers) {
            WorkItem head = watched(worker);
            if (head == null) {
                continue;
            }
            boolean told = worker.channel().stackReason(head.sequence()) == WorkerLayout.REASON_TIME_LIMIT;
            if (told || nanosLeft(worker, head) <= 0) {
                worker.kill(Verdict.TIMED_OUT);
            }
        }
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
        boolean limited = head != null && head.job().options().limitNanos() != Long.MAX_VALUE;
        return limited && worker.isReady() && worker.verdict() == Verdict.NONE ? head : null;
    }

    private static long nanosLeft(WorkerHandle worker, WorkItem head) {
        long age = System.nanoTime() - worker.headSince();
        long limit = head.job().options().limitNanos();
        return limit >= Long.MAX_VALUE - STACK_GRACE_NANOS ? Long.MAX_VALUE : limit + STACK_GRACE_NANOS - age;
    }
}
