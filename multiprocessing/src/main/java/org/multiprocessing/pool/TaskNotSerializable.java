package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/** The function or its argument could not be encoded here, or not be decoded in the worker. */
public final class TaskNotSerializable extends NotSerializable {
    private static final long serialVersionUID = 1L;

    TaskNotSerializable(TaskInfo info, String why, String path, @Nullable Throwable cause) {
        super(info, "cannot be sent to a worker: " + why, path, cause);
    }
}
