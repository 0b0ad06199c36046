package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can end a task badly, except cancellation. Each failed task ends in exactly one of these, and each says
 * where and why.
 *
 * <p>The stack trace of the exception itself is that of the call in this program that threw it, such as {@code map}; where the
 * task was, say the subclasses.
 */
public abstract sealed class TaskException extends RuntimeException
        permits TaskFailed, TaskTimedOut, WorkerDied, NotSerializable, PoisonTask {
    private static final long serialVersionUID = 1L;

    private TaskInfo info;

    /** With what became of the task, which follows its name in the message. */
    TaskException(TaskInfo info, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.info = info;
    }

    @Override
    public String getMessage() {
        return info.words() + " " + super.getMessage();
    }

    /** Returns this failure as that of a task which another pool has been given to do: of the worker there. */
    TaskException about(TaskInfo task) {
        info = new TaskInfo(info.pid(), info.workerName(), task.index(), task.task());
        return this;
    }

    TaskInfo info() {
        return info;
    }

    /**
     * Returns the process id of the worker.
     *
     * @return the id; -1 if the task never reached a worker
     */
    public long pid() {
        return info.pid();
    }

    /**
     * Returns the name of the worker.
     *
     * @return the name; empty if the task never reached a worker
     */
    public String workerName() {
        return info.workerName();
    }

    /**
     * Returns the place of the item in its input.
     *
     * @return from 0; -1 for a single task
     */
    public long index() {
        return info.index();
    }

    /**
     * Returns the task in words: its name and its shortened argument.
     *
     * @return such as {@code Parser.parse(report-17.pdf)}
     */
    public String task() {
        return info.task();
    }
}
