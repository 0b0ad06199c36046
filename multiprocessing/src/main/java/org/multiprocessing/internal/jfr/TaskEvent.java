package org.multiprocessing.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One try of a task, from when it was given to the pool until the pool has its end. */
@Name("org.multiprocessing.Task")
@Label("Task")
@Category("Multiprocessing")
@Description("A task of a pool, from when it was given until its worker has ended it")
@StackTrace(false)
final class TaskEvent extends Event {
    private final transient long givenAt = System.nanoTime();

    @Label("Task")
    @Nullable
    String task;

    @Label("Index")
    @Description("Of the item in its input; -1 for a single task")
    long index;

    @Label("Outcome")
    @Nullable
    String outcome;

    @Label("Worker")
    @Nullable
    String worker;

    @Label("Worker Process Id")
    long pid;

    @Label("Queue Time")
    @Description("Before the worker began it, and on its way")
    @Timespan
    long queueTime;

    @Label("Run Time")
    @Description("While the worker was at it")
    @Timespan
    long runTime;

    static @Nullable TaskEvent given() {
        TaskEvent event = new TaskEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    static void ended(Object given, String task, long index, String outcome, String worker, long pid, long runNanos) {
        TaskEvent event = (TaskEvent) given;
        event.end();
        if (event.shouldCommit()) {
            event.task = task;
            event.index = index;
            event.outcome = outcome;
            event.worker = worker;
            event.pid = pid;
            event.runTime = runNanos;
            event.queueTime = Math.max(0, System.nanoTime() - event.givenAt - runNanos);
            event.commit();
        }
    }
}
