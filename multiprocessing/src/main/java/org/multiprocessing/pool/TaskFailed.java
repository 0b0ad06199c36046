package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/**
 * The function threw. The cause is the original exception, with the stack that it had in the worker; null if that exception
 * could not travel, in which case {@link #remoteStack} still tells it.
 */
public final class TaskFailed extends TaskException {
    private static final long serialVersionUID = 1L;

    private final String remoteStack;

    TaskFailed(TaskInfo info, String summary, String remoteStack, @Nullable Throwable original) {
        super(info, "failed in " + info.worker() + ": " + summary, original);
        this.remoteStack = remoteStack;
    }

    /**
     * Returns the stack trace of the original exception as the worker printed it.
     *
     * @return its text, with causes
     */
    public String remoteStack() {
        return remoteStack;
    }
}
