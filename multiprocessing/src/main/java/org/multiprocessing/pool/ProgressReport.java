package org.multiprocessing.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/**
 * Tells a listener how far one call is: some time after an item has ended, so that it hears of several at once, and at the end.
 * The listener is called by one thread at a time, in order, and never by one that the pool needs.
 */
final class ProgressReport {
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final long UNKNOWN = -1;

    private final Consumer<? super Progress> listener;
    private final Executor executor;
    private final @Nullable Consumer<Progress> last;
    private final long began = System.nanoTime();
    private volatile Counts counts = new Counts(0, 0);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final ReentrantLock calling = new ReentrantLock();
    private volatile long total = UNKNOWN;
    private volatile long toldAt = began;
    private boolean ended;

    /** Both at one moment: nobody is told that all are done, and of fewer failures than there are. */
    private record Counts(long done, long failed) {}

    /**
     * Begins a call.
     *
     * @param listener hears of it
     * @param executor calls the listener
     */
    ProgressReport(Consumer<? super Progress> listener, Executor executor) {
        this(listener, executor, null);
    }

    /** With what is to hear of the end, of the thread that ends the call, before the call returns; for code of the library. */
    ProgressReport(Consumer<? super Progress> listener, Executor executor, @Nullable Consumer<Progress> last) {
        this.listener = listener;
        this.executor = executor;
        this.last = last;
    }

    /** Says how many items there are. */
    void expect(long items) {
        total = items;
    }

    /** Items have ended, some of them badly; from any thread. */
    void done(int items, int failures) {
        count(items, failures);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            long delay = toldAt + INTERVAL_NANOS - System.nanoTime();
            CompletableFuture.delayedExecutor(Math.max(0, delay), TimeUnit.NANOSECONDS, this::execute)
                    .execute(this::tell);
        }
    }

    private synchronized void count(int items, int failures) {
        counts = new Counts(counts.done + items, counts.failed + failures);
    }

    /** The call is over; further ends of items are not told any more. */
    void end() {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        if (last != null) {
            tellLast(last);
        } else {
            execute(() -> tellLast(listener));
        }
    }

    private void execute(Runnable telling) {
        try {
            executor.execute(telling);
        } catch (RuntimeException | Error e) { // the user's executor fails; the listener hears of it all the same
            Thread.ofVirtual().name("multiprocessing-callback").start(telling);
        }
    }

    private void tell() {
        calling.lock();
        try {
            scheduled.set(false); // before the counts are read: who ends later has it told again
            if (!ending.get()) {
                toldAt = System.nanoTime();
                call(listener);
            }
        } finally {
            calling.unlock();
        }
    }

    private void tellLast(Consumer<? super Progress> listener) {
        calling.lock();
        try {
            if (!ended) {
                ended = true;
                call(listener);
            }
        } finally {
            calling.unlock();
        }
    }

    private void call(Consumer<? super Progress> listener) {
        Counts now = counts;
        Progress progress = Progress.of(now.done, now.failed, total, System.nanoTime() - began);
        try {
            listener.accept(progress);
        } catch (RuntimeException | Error e) { // the user's
            Log.log(System.Logger.Level.ERROR, "a progress listener failed at " + progress, e);
        }
    }
}
