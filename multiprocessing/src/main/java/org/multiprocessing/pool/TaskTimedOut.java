package org.multiprocessing.pool;

import java.time.Duration;

/** The task ran into its time limit, and its worker was killed. */
public final class TaskTimedOut extends TaskException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;
    private final String stuckStack;

    TaskTimedOut(TaskInfo info, Duration limit, String stuckStack) {
        super(
                info,
                "ran longer than its limit of " + limit + " in " + info.worker()
                        + ", which was killed; it was at:\n"
                        + stuckStack.indent(2).stripTrailing(),
                null);
        this.limit = limit;
        this.stuckStack = stuckStack;
    }

    /**
     * Returns the limit.
     *
     * @return as given to {@link TaskOptions#withTimeout}
     */
    public Duration limit() {
        return limit;
    }

    /**
     * Returns where the task was, taken just before the kill.
     *
     * @return one line for each frame; or, in words, why there is no stack
     */
    public String stuckStack() {
        return stuckStack;
    }
}
