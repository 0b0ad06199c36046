package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Optional;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.process.ExitReport;

/**
 * Finds out why a worker died under a task, and what that means for the task.
 *
 * @param worker the worker
 * @param report what its process left
 */
record Autopsy(WorkerHandle worker, ExitReport report) {
    static final String NO_STACK = "(no stack: the worker did not answer, it may have been stopped or short of memory)";

    /** Decides about the task that ran, a chunk of one: has it tried again, or returns what finishes it. */
    Dispatcher.Finished of(Chunk head, Retries retries) {
        TaskInfo info = head.info(report.pid(), report.name());
        int reason = worker.channel().stackReason(head.sequence());
        String stack = reason != 0 ? worker.channel().stack() : report.lastStack();
        return switch (worker.verdict()) {
            case CANCELLED -> () -> head.finish(new Outcome.Cancelled<>());
            case TIMED_OUT -> {
                Duration limit = Duration.ofNanos(head.job().options().limitNanos());
                String where = reason == WorkerLayout.REASON_TIME_LIMIT ? stack : NO_STACK;
                yield retries.afterFailure(head, new TaskTimedOut(info, limit, where));
            }
            case NONE, UNWANTED ->
                retries.afterFailure(head, died(info, withTask(info, stack), ranOutOfMemory(reason)));
        };
    }

    /** Returns the error of a pool that stops with this worker's death. */
    WorkerDied endOf(String poolInWords) {
        TaskInfo info = new TaskInfo(report.pid(), report.name(), -1, "of " + poolInWords);
        return died(info, report, ranOutOfMemory(worker.channel().stackReason(WorkerLayout.INITIALIZER)));
    }

    /** Whether the worker has said so, or the crash log of its JVM, which ends when the heap is exhausted even if a task would go on. */
    private boolean ranOutOfMemory(int reason) {
        return reason == WorkerLayout.REASON_OUT_OF_MEMORY
                || (report.crashLog().isPresent() && report.lastStack().startsWith(OutOfMemoryError.class.getName()));
    }

    private ExitReport withTask(TaskInfo info, String stack) {
        return new ExitReport(
                report.pid(),
                report.name(),
                report.exitCode(),
                report.signal(),
                Optional.of(info.task()),
                report.age(),
                report.maxMemoryBytes(),
                report.errorTail(),
                report.crashLog(),
                stack);
    }

    private static WorkerDied died(TaskInfo info, ExitReport report, boolean outOfMemory) {
        if (outOfMemory) {
            return new WorkerOutOfMemory(info, report);
        }
        if (report.signal().isEmpty()) {
            return new WorkerExited(info, report);
        }
        String signal = report.signal().get();
        return report.crashLog().isPresent()
                ? new WorkerCrashed(info, signal, report)
                : new WorkerKilled(info, signal, report);
    }
}
