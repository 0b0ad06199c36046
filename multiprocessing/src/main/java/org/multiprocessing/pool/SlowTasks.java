package org.multiprocessing.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few tasks of a pool that ran longest. To put a task in words runs code of the user's, and to keep the task itself keeps its
 * arguments: so it is put in words soon, on a thread of its own.
 */
final class SlowTasks {
    private static final int KEPT = 5;

    private static final class Entry {
        final long nanos;
        final int i;
        final String worker;
        final long pid;

        @Nullable
        Items items;

        @Nullable
        TaskInfo info;

        Entry(Items items, int i, WorkerHandle worker, long nanos) {
            this.items = items;
            this.i = i;
            this.nanos = nanos;
            this.worker = worker.process().name();
            this.pid = worker.process().pid();
        }
    }

    /** The slowest first. */
    private final List<Entry> entries = new ArrayList<>(KEPT + 1);

    private long atLeast;
    private volatile boolean undescribed;

    /** A task has ended; with the dispatcher's lock held. */
    void offer(Items items, int i, WorkerHandle worker, long nanos) {
        if (nanos > atLeast) {
            add(new Entry(items, i, worker, nanos));
        }
    }

    private synchronized void add(Entry entry) {
        int at = 0;
        while (at < entries.size() && entries.get(at).nanos >= entry.nanos) {
            at++;
        }
        entries.add(at, entry);
        undescribed = true;
        if (entries.size() > KEPT) {
            entries.removeLast();
        }
        if (entries.size() == KEPT) {
            atLeast = entries.getLast().nanos;
        }
    }

    /** Puts what is new in words, on another thread. */
    void describeLater() {
        if (undescribed) {
            Thread.ofVirtual().name("multiprocessing-insights").start(this::describe);
        }
    }

    /** Puts what is new in words. */
    private void describe() {
        undescribed = false;
        List<Entry> now;
        synchronized (this) {
            now = List.copyOf(entries);
        }
        for (Entry entry : now) {
            Items items = entry.items;
            if (items != null) {
                TaskInfo info = items.info(entry.i, entry.pid, entry.worker);
                synchronized (this) {
                    entry.info = info;
                    entry.items = null;
                }
            }
        }
    }

    List<Insights.SlowTask> now() {
        describe();
        List<Insights.SlowTask> tasks = new ArrayList<>();
        synchronized (this) {
            for (Entry entry : entries) {
                TaskInfo info = entry.info;
                if (info != null) { // else it has come this moment
                    tasks.add(new Insights.SlowTask(
                            info.task(), info.index(), Duration.ofNanos(entry.nanos), entry.worker, entry.pid));
                }
            }
        }
        return tasks;
    }
}
