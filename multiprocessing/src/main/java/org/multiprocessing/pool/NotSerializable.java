package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/** Something could not travel between the processes. A group of two: what went, and what came back. */
public abstract sealed class NotSerializable extends TaskException permits TaskNotSerializable, ResultNotSerializable {
    private static final long serialVersionUID = 1L;

    private final String path;

    NotSerializable(TaskInfo info, String message, String path, @Nullable Throwable cause) {
        super(info, message, cause);
        this.path = path;
    }

    /**
     * Returns the chain of fields that leads to what could not travel.
     *
     * @return such as {@code arg$1.config.thread}; empty if it could be written but not read
     */
    public String path() {
        return path;
    }
}
