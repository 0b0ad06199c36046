package org.multiprocessing.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/**
 * Tells a task that it is to end by itself: its soft limit is over, and soon its time limit will kill it; see
 * {@link TaskOptions#withGrace}. The task is interrupted at the same time, but an interrupt can be swallowed on the way by
 * anything that waits; this stays.
 *
 * <pre>{@code
 * static Summary summarise(List<Path> files) {
 *     Cancellation cancellation = Cancellation.current();
 *     Summary summary = new Summary();
 *     for (int i = 0; i < files.size() && !cancellation.isCancelled(); i++) {
 *         summary.add(files.get(i));
 *     }
 *     return summary;
 * }
 * }</pre>
 *
 * <p>What the task returns or throws until its time limit is its outcome. {@code cancel(true)} of its result gives it no grace: it
 * ends the worker. Where the workers are threads of this JVM, which nothing can kill, the task is told by this as well that it was
 * cancelled or has run into its limit, and that nobody waits for its outcome any more.
 *
 * <p>To be used by any threads, as long as the task runs; a thread that a task starts gets it from the task.
 */
public final class Cancellation {
    private static final long NEVER = Long.MAX_VALUE;

    /** Null outside of a task. */
    private final @Nullable TaskMonitor monitor;

    private final long deadline;
    private final List<Runnable> actions = new ArrayList<>(0);
    private volatile boolean cancelled;
    private volatile boolean over;

    /** With when the task is killed, by {@code System.nanoTime}; Long.MAX_VALUE for never. */
    Cancellation(@Nullable TaskMonitor monitor, long deadline) {
        this.monitor = monitor;
        this.deadline = deadline;
    }

    /**
     * Returns the cancellation of the task that the calling thread runs.
     *
     * @return the same object throughout a task; outside of a task one that is never cancelled
     */
    public static Cancellation current() {
        TaskMonitor monitor = TaskMonitor.current();
        return monitor == null ? new Cancellation(null, NEVER) : monitor.cancellation();
    }

    /**
     * Returns whether the task is to end by itself. Costs next to nothing, and may be asked often.
     *
     * @return whether it is to end
     */
    public boolean isCancelled() {
        return cancelled || (monitor != null && !over && monitor.isAbandoned());
    }

    /**
     * Throws if the task is to end by itself. A task that lets that through ends as {@link TaskFailed}.
     *
     * @throws CancellationException if it is to end
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the task is to end: "
                    + timeLeft()
                            .map(left -> left + " are left until it is killed")
                            .orElse("nobody waits for it"));
        }
    }

    /**
     * Returns how long it is until the task's time limit kills it.
     *
     * @return the time, zero if it is over; empty if the task has no limit
     */
    public Optional<Duration> timeLeft() {
        return deadline == NEVER
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /**
     * Has something done when the task is to end: closing what it waits for, say. On a thread of its own, one action after the
     * other; at once, on the calling thread, if the task is to end already. What it throws is logged. Never done once the task has
     * ended.
     *
     * @param action what to do
     */
    public void onCancel(Runnable action) {
        Objects.requireNonNull(action, "the action is null");
        if (!add(action)) {
            action.run();
        }
    }

    private boolean add(Runnable action) {
        synchronized (actions) {
            if (isCancelled()) {
                return false;
            }
            if (monitor != null && !over) {
                actions.add(action);
            }
            return true;
        }
    }

    /** The task is to end. */
    void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        if (!due.isEmpty()) {
            Thread thread = new Thread(() -> run(due), "multiprocessing-cancellation");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException | Error e) { // the user's
                Log.log(System.Logger.Level.ERROR, "an action at the cancellation of a task failed", e);
            }
        }
    }

    /** The task has ended. */
    void end() {
        over = true;
        synchronized (actions) {
            actions.clear();
        }
    }
}
