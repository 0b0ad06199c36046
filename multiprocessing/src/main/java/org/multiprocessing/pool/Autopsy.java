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
    /** Decides about the task that ran: has it tried again, or returns what finishes it. */
    Dispatcher.Finished of(WorkItem head, Retries retries) {
        TaskInfo info = head.info(report.pid(), report.name());
        int reason = worker.channel().stackReason(head.sequence());
        String stack = reason != 0 ? worker.channel().stack() : report.lastStack();
        return switch (worker.verdict()) {
            case CANCELLED -> () -> head.finish(new Outcome.Cancelled<>());
            case TIMED_OUT -> {
                Duration limit = Duration.ofNanos(head.job().options().limitNanos());
                String where = reason == WorkerLayout.REASON_TIME_LIMIT
                        ? stack
                        : "(no stack: the worker did not answer, it may have been stopped or short of memory)";
                yield retries.afterFailure(head, new TaskTimedOut(info, limit, where));
            }
            case NONE, UNWANTED ->
                retries.afterFailure(
                        head, died(info, withTask(info, stack), reason == WorkerLayout.REASON_OUT_OF_MEMORY));
        };
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

    static WorkerDied died(TaskInfo info, ExitReport report, boolean outOfMemory) {
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
