package org.multiprocessing.pool;

import org.multiprocessing.process.ExitReport;

/** The worker ended under the task. A group: four ways to die, one decision to take. */
public abstract sealed class WorkerDied extends TaskException
        permits WorkerCrashed, WorkerOutOfMemory, WorkerExited, WorkerKilled {
    private static final long serialVersionUID = 1L;

    private final ExitReport report;

    WorkerDied(TaskInfo info, String how, ExitReport report) {
        super(info, "lost its worker: " + how + "\n" + report, null);
        this.report = report;
    }

    /**
     * Returns what is known of the worker's end.
     *
     * @return the report
     */
    public ExitReport report() {
        return report;
    }
}
