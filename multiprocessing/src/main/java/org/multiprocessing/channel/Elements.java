package org.multiprocessing.channel;

import java.util.AbstractQueue;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a collection does with all its elements, as the JDK does it, for a queue that extends something else. */
final class Elements<E> extends AbstractQueue<E> {
    private final CellQueue<E> queue;

    Elements(CellQueue<E> queue) {
        this.queue = queue;
    }

    @Override
    public Iterator<E> iterator() {
        return queue.iterator();
    }

    @Override
    public int size() {
        return queue.size();
    }

    @Override
    public boolean remove(@Nullable Object item) {
        return queue.removeFirst(item);
    }

    @Override
    public boolean offer(E item) {
        return queue.offer(item);
    }

    @Override
    public @Nullable E poll() {
        return queue.poll();
    }

    @Override
    public @Nullable E peek() {
        return queue.peek();
    }
}
