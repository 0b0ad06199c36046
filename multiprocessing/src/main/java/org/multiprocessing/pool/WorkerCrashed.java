package org.multiprocessing.pool;

import org.multiprocessing.process.ExitReport;

/** The worker's JVM crashed: native code, or access to memory that is not there. */
public final class WorkerCrashed extends WorkerDied {
    private static final long serialVersionUID = 1L;

    private final String signal;

    WorkerCrashed(TaskInfo info, String signal, ExitReport report) {
        super(info, info.worker() + " crashed with " + signal, report);
        this.signal = signal;
    }

    /**
     * Returns the signal of the crash.
     *
     * @return such as {@code SIGSEGV}
     */
    public String signal() {
        return signal;
    }
}
