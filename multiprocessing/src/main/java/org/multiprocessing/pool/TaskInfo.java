package org.multiprocessing.pool;

import java.io.Serializable;

/**
 * Which task, where: what every failure of a task says.
 *
 * @param pid of the worker, -1 if it never reached one
 * @param workerName its name
 * @param index of the item in its input, -1 for a single task
 * @param task name and shortened argument
 */
record TaskInfo(long pid, String workerName, long index, String task) implements Serializable {
    /** Returns the task in words, for the beginning of a message. */
    String words() {
        return "task " + task + (index >= 0 ? " (item " + index + ")" : "");
    }

    /** Returns the worker in words. */
    String worker() {
        return workerName + " (pid " + pid + ")";
    }
}
