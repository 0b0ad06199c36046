package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The items of a pool that wait for their next try, or for the decision whether there is one. Guarded by the dispatcher's lock. */
final class PutOff {
    private record Waiting(long due, WorkItem item) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.signum(due - other.due);
        }
    }

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private final Set<WorkItem> undecided = new HashSet<>();

    void until(long due, WorkItem item) {
        waiting.add(new Waiting(due, item));
        item.waits(true);
    }

    void untilDecided(WorkItem item) {
        undecided.add(item);
    }

    boolean remove(WorkItem item) {
        boolean waited = waiting.removeIf(one -> one.item().equals(item)); // equal to themselves only
        if (waited) {
            item.waits(false);
        }
        return waited || undecided.remove(item);
    }

    /** Moves the items of a job to a list. */
    void moveTo(List<WorkItem> taken, Job job) {
        undecided.removeIf(item -> item.job() == job && taken.add(item));
        waiting.removeIf(one -> one.item().job() == job && take(one, taken));
    }

    /** Moves all items to a list. */
    void moveTo(List<WorkItem> taken) {
        taken.addAll(undecided);
        undecided.clear();
        waiting.removeIf(one -> take(one, taken));
    }

    private static boolean take(Waiting one, List<WorkItem> taken) {
        one.item().waits(false);
        return taken.add(one.item());
    }

    /** Takes the items whose time has come. */
    List<WorkItem> takeDue() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        List<WorkItem> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().due() - now <= 0) {
            var _ = take(waiting.remove(), due);
        }
        return due;
    }

    /** Returns how long no item's time comes. */
    long nanosUntilDue() {
        Waiting first = waiting.peek();
        return first == null ? Long.MAX_VALUE : Math.max(1, first.due() - System.nanoTime());
    }

    boolean isEmpty() {
        return undecided.isEmpty() && waiting.isEmpty();
    }
}
