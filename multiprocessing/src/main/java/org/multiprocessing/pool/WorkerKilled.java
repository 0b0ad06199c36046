package org.multiprocessing.pool;

import org.multiprocessing.process.ExitReport;

/** Somebody else ended the worker: the system, for want of memory, or a person. */
public final class WorkerKilled extends WorkerDied {
    private static final long serialVersionUID = 1L;

    private final String signal;

    WorkerKilled(TaskInfo info, String signal, ExitReport report) {
        super(info, info.worker() + " was killed by " + signal + ", which this program did not send", report);
        this.signal = signal;
    }

    /**
     * Returns the signal.
     *
     * @return such as {@code SIGKILL}
     */
    public String signal() {
        return signal;
    }
}
