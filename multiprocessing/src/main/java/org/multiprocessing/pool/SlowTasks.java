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
        final String worker;
        final long pid;

        @Nullable
        WorkItem item;

        @Nullable
        TaskInfo info;

        Entry(WorkItem item, WorkerHandle worker, long nanos) {
            this.item = item;
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
    void offer(WorkItem item, WorkerHandle worker, long nanos) {
        if (nanos > atLeast) {
            add(new Entry(item, worker, nanos));
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
            WorkItem item = entry.item;
            if (item != null) {
                TaskInfo info = item.info(entry.pid, entry.worker);
                synchronized (this) {
                    entry.info = info;
                    entry.item = null;
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
