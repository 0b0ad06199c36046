package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive items that travel to a worker together. How they travel is all that they share: each is a task of its own. Belongs to
 * whoever holds the dispatcher's lock.
 *
 * <pre>pending --assign--&gt; outstanding at a worker --each result, or the worker's death--&gt; empty</pre>
 */
final class Chunk {
    private final Items items;
    private int from;
    private int to;
    private long sequence;

    // both are about the first item
    private List<TaskException> failures = List.of();
    private int unbegunDeaths;

    Chunk(Items items, int from, int to) {
        this.items = items;
        this.from = from;
        this.to = to;
    }

    Job job() {
        return items.job();
    }

    Items items() {
        return items;
    }

    /** Returns which of the items is the first one here. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Numbers the items for a worker, consecutively. */
    void setSequence(long first) {
        sequence = first;
    }

    /** Returns the number of the first item. */
    long sequence() {
        return sequence;
    }

    /** Returns the number of the last item. */
    long lastSequence() {
        return sequence + size() - 1;
    }

    /** Takes the first item off. */
    void advance() {
        from++;
        sequence++;
        failures = List.of();
        unbegunDeaths = 0;
    }

    /** Takes off the items at the beginning that have ended, cancelled and then given back by a dying worker. */
    void skipEnded() {
        while (!isEmpty() && items.isEnded(from)) {
            advance();
        }
    }

    /** Takes the first items off, as a chunk of their own. */
    Chunk takeFirst(int count) {
        Chunk first = new Chunk(items, from, from + count);
        first.sequence = sequence;
        first.failures = failures;
        first.unbegunDeaths = unbegunDeaths;
        from += count;
        sequence += count;
        failures = List.of();
        unbegunDeaths = 0;
        return first;
    }

    /** Takes off the items from a number on, as a chunk of their own. */
    Chunk takeFrom(long number) {
        int keep = (int) (number - sequence);
        Chunk rest = new Chunk(items, from + keep, to);
        rest.sequence = number;
        to = from + keep;
        return rest;
    }

    // ---- about the first item

    /** Returns whether the first item has ended, by being cancelled. */
    boolean isFirstEnded() {
        return items.isEnded(from);
    }

    /** Returns what a failure of the first item says about it. */
    TaskInfo info(long pid, String workerName) {
        return items.info(from, pid, workerName);
    }

    /** Ends the first item. Outside of the lock. */
    void finish(Outcome<?> outcome) {
        items.endAll(from, from + 1, outcome);
    }

    /** Ends all items. Outside of the lock. */
    void finishAll(Outcome<?> outcome) {
        items.endAll(from, to, outcome);
    }

    /** Returns how its tries have ended until now. */
    List<TaskException> failures() {
        return failures;
    }

    void addFailure(TaskException failure) {
        List<TaskException> more = new ArrayList<>(failures);
        more.add(failure);
        failures = more;
    }

    /** Notes that a worker died with the first item next in line, and returns how many have. */
    int countUnbegunDeath() {
        return ++unbegunDeaths;
    }
}
