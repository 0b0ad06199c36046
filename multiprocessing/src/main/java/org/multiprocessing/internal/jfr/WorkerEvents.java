package org.multiprocessing.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The life of a pool's worker. */
@SuppressWarnings("unused") // the recorder reads the fields
final class WorkerEvents {
    private WorkerEvents() {}

    @Category("Multiprocessing")
    @StackTrace(false)
    private abstract static class WorkerEvent extends Event {
        @Label("Worker")
        @Nullable
        String worker;

        @Label("Process Id")
        long pid;
    }

    @Name("org.multiprocessing.WorkerStart")
    @Label("Worker Start")
    private static final class Start extends WorkerEvent {}

    @Name("org.multiprocessing.WorkerReady")
    @Label("Worker Ready")
    private static final class Ready extends WorkerEvent {
        @Label("Start-up Time")
        @Timespan
        long startUp;
    }

    @Name("org.multiprocessing.WorkerEnd")
    @Label("Worker End")
    private static final class End extends WorkerEvent {
        @Label("Reason")
        @Nullable
        String reason;

        @Label("Tasks")
        long tasks;

        @Label("Age")
        @Timespan
        long age;
    }

    static void started(String name, long pid) {
        commit(new Start(), name, pid);
    }

    static void ready(String name, long pid, long startUp) {
        Ready event = new Ready();
        event.startUp = startUp;
        commit(event, name, pid);
    }

    static void ended(String name, long pid, String reason, long tasks, long age) {
        End event = new End();
        event.reason = reason;
        event.tasks = tasks;
        event.age = age;
        commit(event, name, pid);
    }

    private static void commit(WorkerEvent event, String name, long pid) {
        event.worker = name;
        event.pid = pid;
        event.commit();
    }
}
