package org.multiprocessing.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.internal.shm.Bell;

/**
 * Watches the time limits of a worker's tasks from inside: interrupts a task at its soft limit, and at its limit leaves its
 * stack for the pool, which then kills this process. Costs nothing until the first task with a limit.
 */
final class TaskMonitor implements Runnable {
    static final int OUT_OF_MEMORY_EXIT = 3;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST_SLEEP_NANOS = 3_600_000_000_000L;

    private final Thread worker;
    private final WorkerChannel channel;
    private final Bell poolBell;
    private final Object lock = new Object();
    private @Nullable Thread thread;
    private volatile boolean stopped;
    /** Whether the task has a limit; the worker's own. */
    private boolean watches;

    private boolean sleeps;
    private long wakesAt;
    private long sequence;
    private long began;
    private long limitNanos = NEVER;
    private long softLimitNanos = NEVER;

    TaskMonitor(Thread worker, WorkerChannel channel, Bell poolBell) {
        this.worker = worker;
        this.channel = channel;
        this.poolBell = poolBell;
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
            if (thread == null) {
                thread = new Thread(this, "multiprocessing-task-monitor");
                thread.setDaemon(true);
                thread.start();
            } else if (sleeps && wakesAt - now > Math.min(limit, softLimit)) {
                toWake = thread; // else it wakes in time by itself, for an older task's limit
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
            }
        }
        Thread.interrupted(); // the interrupt was meant for the task that has ended
    }

    /** Ends the monitor's thread. */
    void stop() {
        stopped = true;
        Thread running;
        synchronized (lock) {
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
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
