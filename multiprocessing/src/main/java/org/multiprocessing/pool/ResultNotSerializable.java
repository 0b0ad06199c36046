package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/** The task is done, but its result could not be encoded in the worker, or not be decoded here. */
public final class ResultNotSerializable extends NotSerializable {
    private static final long serialVersionUID = 1L;

    ResultNotSerializable(TaskInfo info, String why, String path, @Nullable Throwable cause) {
        super(info, "was done in " + info.worker() + ", but its result cannot come back: " + why, path, cause);
    }
}
