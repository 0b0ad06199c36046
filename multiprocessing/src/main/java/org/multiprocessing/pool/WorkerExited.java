package org.multiprocessing.pool;

import org.multiprocessing.process.ExitReport;

/** The task ended its worker, with {@code System.exit} or {@code halt}. */
public final class WorkerExited extends WorkerDied {
    private static final long serialVersionUID = 1L;

    WorkerExited(TaskInfo info, ExitReport report) {
        super(info, info.worker() + " exited with code " + report.exitCode() + " before the task was done", report);
    }

    /**
     * Returns the exit code.
     *
     * @return as given to {@code System.exit}
     */
    public int exitCode() {
        return report().exitCode();
    }
}
