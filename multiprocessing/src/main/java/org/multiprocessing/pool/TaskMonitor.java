package org.multiprocessing.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.process.Process;

/**
 * Watches the time limits of a worker's tasks from inside: interrupts a task at its soft limit, and at its limit leaves its
 * stack for the pool, which then kills this process. Costs nothing until the first task with a limit.
 */
final class TaskMonitor implements Runnable {
    static final int OUT_OF_MEMORY_EXIT = 3;

    private static final ThreadLocal<TaskMonitor> CURRENT = new ThreadLocal<>();
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST_SLEEP_NANOS = 3_600_000_000_000L;

    private final Thread worker;
    private final WorkerChannel channel;
    private final Bell poolBell;
    private final Object lock = new Object();
    private @Nullable Thread running;
    private volatile boolean stopped;
    /** Whether there is something to do at the task's end; the worker's own. */
    private boolean watches;

    private boolean sleeps;
    private long wakesAt;
    private long sequence;
    private long began;
    private long limitNanos = NEVER;
    private long softLimitNanos = NEVER;
    private boolean cancelled;

    /** Of the task that runs, once it has asked for it. */
    private @Nullable Cancellation cancellation;

    /** To be made by the thread that runs the tasks; with whether that is all there is to the worker. */
    TaskMonitor(Thread worker, boolean thread, WorkerChannel channel, Bell poolBell) {
        this.worker = worker;
        this.channel = channel;
        this.poolBell = poolBell;
        CURRENT.set(this);
        if (thread) { // a JVM is killed; a thread is given up by terminating its process
            Process.current().onTerminate(this::abandoned);
        }
    }

    /** Returns the monitor of the tasks that the calling thread runs; null if it runs none. */
    static @Nullable TaskMonitor current() {
        return CURRENT.get();
    }

    /** The worker begins a task. */
    void begin(long newSequence, long now, long limit, long softLimit) {
        if (limit == NEVER) {
            return;
        }
        watches = true;
        Thread toWake = null;
        synchronized (lock) {
            sequence = newSequence;
            began = now;
            limitNanos = limit;
            softLimitNanos = softLimit;
            if (running == null) {
                running = new Thread(this, "multiprocessing-task-monitor");
                running.setDaemon(true);
                running.start();
            } else if (sleeps && wakesAt - now > Math.min(limit, softLimit)) {
                toWake = running; // else it wakes in time by itself, for an older task's limit
            }
        }
        if (toWake != null) {
            LockSupport.unpark(toWake);
        }
    }

    /** The worker has ended a task. After this, the monitor does not interrupt it any more. */
    void end() {
        if (watches) {
            watches = false;
            synchronized (lock) {
                limitNanos = NEVER;
                softLimitNanos = NEVER;
                cancelled = false;
                if (cancellation != null) {
                    cancellation.end();
                    cancellation = null;
                }
            }
        }
        Thread.interrupted(); // the interrupt was meant for the task that has ended
    }

    /** Returns the cancellation of the task that runs. */
    Cancellation cancellation() {
        synchronized (lock) {
            Cancellation known = cancellation;
            watches = true; // the task's own thread asks
            if (known == null) {
                known = new Cancellation(this, limitNanos >= NEVER - began ? NEVER : began + limitNanos);
                cancellation = known;
                if (cancelled) {
                    known.cancel();
                }
            }
            return known;
        }
    }

    /** Returns whether the pool has given up this worker, which it could not kill. */
    boolean isAbandoned() {
        return channel.isAbandoned();
    }

    private void abandoned() {
        synchronized (lock) {
            cancelled = true;
            if (cancellation != null) {
                cancellation.cancel();
            }
        }
    }

    /** Ends the monitor's thread. */
    void stop() {
        stopped = true;
        Thread toWake;
        synchronized (lock) {
            toWake = running;
        }
        if (toWake != null) {
            LockSupport.unpark(toWake);
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, act());
        }
    }

    /** Does what is due and returns how long nothing is. */
    private long act() {
        synchronized (lock) {
            long now = System.nanoTime();
            long age = now - began;
            if (age >= limitNanos) {
                channel.leaveStack(
                        sequence, WorkerLayout.REASON_TIME_LIMIT, stackOfTask().getBytes(UTF_8));
                poolBell.ring();
                limitNanos = NEVER;
                softLimitNanos = NEVER;
            } else if (age >= softLimitNanos) {
                softLimitNanos = NEVER;
                cancelled = true;
                if (cancellation != null) {
                    cancellation.cancel();
                }
                worker.interrupt();
            }
            long due = Math.min(limitNanos, softLimitNanos);
            long nanos = due == NEVER ? LONGEST_SLEEP_NANOS : Math.min(due - age, LONGEST_SLEEP_NANOS);
            sleeps = true;
            wakesAt = now + nanos;
            return nanos;
        }
    }

    private String stackOfTask() {
        StackTraceElement[] frames = TaskStack.ofTask(worker.getStackTrace());
        return frames.length == 0 ? "between its frames" : TaskStack.text(frames);
    }
}
