package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items that a worker has been given and has not answered, numbered in the order in which it does them. */
final class Outstanding {
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private long lastSequence;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns how many items there are. */
    int size() {
        return size;
    }

    /** Returns the number that was given last. */
    long lastSequence() {
        return lastSequence;
    }

    void add(Chunk chunk) {
        chunk.setSequence(lastSequence + 1);
        lastSequence += chunk.size();
        chunks.add(chunk);
        size += chunk.size();
    }

    /** Returns what begins with the item that the worker is to answer next; null if there is none. */
    @Nullable
    Chunk head() {
        return chunks.peek();
    }

    /** Returns the last chunk; there is one. */
    Chunk last() {
        return chunks.getLast();
    }

    /** Takes the first item off, as a chunk of its own. */
    Chunk takeHead() {
        Chunk first = chunks.element().takeFirst(1);
        headTaken();
        return first;
    }

    /** Takes the first item off. */
    void advance() {
        chunks.element().advance();
        headTaken();
    }

    private void headTaken() {
        size--;
        if (chunks.element().isEmpty()) {
            chunks.remove();
        }
    }

    /** Returns the chunk of a single task; null if it is not here. */
    @Nullable
    Chunk find(Items single) {
        for (Chunk chunk : chunks) {
            if (chunk.items() == single) {
                return chunk;
            }
        }
        return null;
    }

    /** Returns whether there is an item of a job. */
    boolean has(Job job) {
        for (Chunk chunk : chunks) {
            if (chunk.job() == job) {
                return true;
            }
        }
        return false;
    }

    /** Returns the items behind a number, which stay here. */
    List<Chunk> behind(long number) {
        List<Chunk> all = new ArrayList<>();
        for (Chunk chunk : chunks) {
            long before = Math.max(0, number + 1 - chunk.sequence());
            if (before < chunk.size()) {
                all.add(new Chunk(chunk.items(), chunk.from() + (int) before, chunk.to()));
            }
        }
        return all;
    }

    /** Takes all chunks off that end with an item up to a number, in their order. */
    List<Chunk> takeThrough(long number) {
        List<Chunk> taken = new ArrayList<>();
        while (!chunks.isEmpty() && chunks.element().lastSequence() <= number) {
            Chunk first = chunks.remove();
            size -= first.size();
            taken.add(first);
        }
        return taken;
    }

    /** Takes the items from a number on off, in their order. */
    List<Chunk> takeFrom(long number) {
        List<Chunk> taken = new ArrayList<>();
        while (!chunks.isEmpty() && chunks.getLast().lastSequence() >= number) {
            Chunk last = chunks.removeLast();
            if (last.sequence() < number) {
                Chunk rest = last.takeFrom(number);
                chunks.add(last);
                last = rest;
            }
            size -= last.size();
            taken.addFirst(last);
        }
        return taken;
    }

    /** Takes all items off. */
    List<Chunk> takeAll() {
        List<Chunk> all = new ArrayList<>(chunks);
        chunks.clear();
        size = 0;
        return all;
    }
}
