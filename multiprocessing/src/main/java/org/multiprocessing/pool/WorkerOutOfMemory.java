package org.multiprocessing.pool;

import org.multiprocessing.process.ExitReport;

/** The worker ran out of memory and was ended, since a JVM that did may be broken in any of its parts. */
public final class WorkerOutOfMemory extends WorkerDied {
    private static final long serialVersionUID = 1L;

    WorkerOutOfMemory(TaskInfo info, ExitReport report) {
        super(info, info.worker() + " ran out of memory", report);
    }
}
