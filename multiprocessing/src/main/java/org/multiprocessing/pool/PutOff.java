package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The items of a pool that wait for their next try, or for the decision whether there is one. Guarded by the dispatcher's lock. */
final class PutOff {
    private record Waiting(long due, Chunk chunk) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.signum(due - other.due);
        }
    }

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private final Set<Chunk> undecided = new HashSet<>();

    void until(long due, Chunk chunk) {
        waiting.add(new Waiting(due, chunk));
        chunk.items().waits(true);
    }

    void untilDecided(Chunk chunk) {
        undecided.add(chunk);
    }

    /** Takes an item off of which nobody has decided yet; returns whether it was here. */
    boolean removeUndecided(Chunk chunk) {
        return undecided.remove(chunk);
    }

    /** Takes a single task off; returns whether it was here. */
    boolean remove(Items single) {
        return undecided.removeIf(chunk -> chunk.items() == single)
                || waiting.removeIf(one -> one.chunk().items() == single);
    }

    /** Moves the items of a job to a list. */
    void moveTo(List<Chunk> taken, Job job) {
        undecided.removeIf(chunk -> chunk.job() == job && taken.add(chunk));
        waiting.removeIf(one -> one.chunk().job() == job && take(one, taken));
    }

    /** Moves all items to a list. */
    void moveTo(List<Chunk> taken) {
        taken.addAll(undecided);
        undecided.clear();
        waiting.removeIf(one -> take(one, taken));
    }

    private static boolean take(Waiting one, List<Chunk> taken) {
        one.chunk().items().waits(false);
        return taken.add(one.chunk());
    }

    /** Takes the items whose time has come. */
    List<Chunk> takeDue() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        List<Chunk> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().due() - now <= 0) {
            var _ = take(waiting.remove(), due);
        }
        return due;
    }

    /** Returns how long no chunk's time comes. */
    long nanosUntilDue() {
        Waiting first = waiting.peek();
        return first == null ? Long.MAX_VALUE : Math.max(1, first.due() - System.nanoTime());
    }

    boolean isEmpty() {
        return undecided.isEmpty() && waiting.isEmpty();
    }
}
