package org.multiprocessing.internal.jfr;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JDK's flight recorder is at work in this JVM. Asking the recorder itself would load it, for some milliseconds; its
 * threads are seen without that.
 */
public final class Flight {
    private static final String THREADS = "JFR ";
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    private static volatile boolean on;
    private static volatile long lastLook = System.nanoTime() - LOOK_AGAIN_NANOS;

    private Flight() {}

    /** Returns whether it was seen to be at work. Costs nothing. */
    public static boolean isOn() {
        return on;
    }

    /** Looks whether it is at work, unless that was done a moment ago. */
    public static boolean look() {
        long now = System.nanoTime();
        if (!on && now - lastLook >= LOOK_AGAIN_NANOS) {
            lastLook = now;
            on = hasThreads();
        }
        return on;
    }

    private static boolean hasThreads() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        if (group == null) {
            return false; // a thread that ends
        }
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith(THREADS)) {
                return true;
            }
        }
        return false;
    }

    /** A process was started. */
    public static void processStarted(String name, long pid, String method) {
        if (look()) {
            ProcessEvents.started(name, pid, method);
        }
    }

    /** A process has ended. */
    public static void processEnded(String name, long pid, int exitCode, @Nullable String signal, Duration age) {
        if (look()) {
            ProcessEvents.ended(name, pid, exitCode, signal, age.toNanos());
        }
    }

    /** A pool has started a worker. */
    public static void workerStarted(String name, long pid) {
        if (look()) {
            WorkerEvents.started(name, pid);
        }
    }

    /** A worker can work. */
    public static void workerReady(String name, long pid, Duration startUp) {
        if (on) {
            WorkerEvents.ready(name, pid, startUp.toNanos());
        }
    }

    /** A worker has ended. */
    public static void workerEnded(String name, long pid, String reason, long tasks, Duration age) {
        if (on) {
            WorkerEvents.ended(name, pid, reason, tasks, age.toNanos());
        }
    }

    /** A task was given; returns what its end is to be told with, null if nothing is recorded. */
    public static @Nullable Object taskGiven() {
        return on ? TaskEvent.given() : null;
    }

    /** A task that was given has ended in a worker. */
    public static void taskEnded(
            Object given, String task, long index, String outcome, String worker, long pid, long runNanos) {
        TaskEvent.ended(given, task, index, outcome, worker, pid, runNanos);
    }
}
