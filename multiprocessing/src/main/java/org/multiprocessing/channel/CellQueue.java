package org.multiprocessing.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Contents;
import org.multiprocessing.internal.fifo.Cursor;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Frame;
import org.multiprocessing.internal.fifo.Reception;

/** A queue in a fifo. */
class CellQueue<E> extends FifoObject implements Queue<E> {
    private static final long serialVersionUID = 1L;

    private final transient Messages<E> messages;
    private final transient Contents contents;
    private final transient Elements<E> elements = new Elements<>(this);

    CellQueue(Fifo fifo) {
        super(fifo, Ends.BOTH);
        this.messages = new Messages<>(fifo);
        this.contents = fifo.contents();
    }

    @Override
    int type() {
        return ChannelHandles.QUEUE;
    }

    // ---- putting

    @Override
    public void put(E item) throws InterruptedException {
        Objects.requireNonNull(item, "an item of a queue is never null");
        checkPut(messages.put(item, Fifo.FOREVER));
    }

    @Override
    public boolean offer(E item) {
        Objects.requireNonNull(item, "an item of a queue is never null");
        return checkPut(messages.tryPut(item));
    }

    @Override
    public boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(item, "an item of a queue is never null");
        return checkPut(messages.put(item, unit.toNanos(timeout)));
    }

    private static boolean checkPut(int result) {
        if (result == Fifo.ENDED) {
            throw new QueueShutDownException("the queue was shut down: nothing can be put");
        }
        return result == Fifo.DONE;
    }

    @Override
    public boolean add(E item) {
        if (!offer(item)) {
            throw new IllegalStateException("the queue is full: it holds " + fifo().capacity() + " items");
        }
        return true;
    }

    @Override
    public boolean addAll(Collection<? extends E> items) {
        if (isThis(items)) {
            throw new IllegalArgumentException("a queue cannot be added to itself");
        }
        return elements.addAll(items);
    }

    /** Another object may stand for the same queue. */
    private boolean isThis(Collection<?> other) {
        return other instanceof CellQueue<?> queue && equals(queue);
    }

    // ---- taking

    @Override
    public E take() throws InterruptedException {
        ReceivedObject message = new ReceivedObject();
        if (fifo().take(message, Fifo.FOREVER) == Fifo.ENDED) {
            throw new QueueShutDownException("the queue was shut down, and is empty");
        }
        return decode(message);
    }

    @Override
    public @Nullable E poll() {
        ReceivedObject message = new ReceivedObject();
        return fifo().tryTake(message) == Fifo.DONE ? decode(message) : null;
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        ReceivedObject message = new ReceivedObject();
        return fifo().take(message, unit.toNanos(timeout)) == Fifo.DONE ? decode(message) : null;
    }

    private E decode(ReceivedObject message) {
        return decode(message, false);
    }

    private E decode(ReceivedObject message, boolean looking) {
        try {
            return messages.decode(message, looking);
        } catch (IOException e) {
            throw new UncheckedIOException("the item cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public E remove() {
        E item = poll();
        if (item == null) {
            throw new NoSuchElementException("the queue is empty");
        }
        return item;
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int maxElements) {
        Objects.requireNonNull(target);
        if (isThis(target)) {
            throw new IllegalArgumentException("a queue cannot be drained into itself");
        }
        int count = 0;
        long there = fifo().size(); // or a busy producer would keep this here for ever
        while (count < Math.min(there, maxElements)) {
            E item = poll();
            if (item == null) {
                break;
            }
            target.add(item);
            count++;
        }
        return count;
    }

    // ---- looking

    @Override
    public @Nullable E peek() {
        ReceivedObject message = new ReceivedObject();
        return contents.peek(message) ? decode(message, true) : null;
    }

    @Override
    public E element() {
        E item = peek();
        if (item == null) {
            throw new NoSuchElementException("the queue is empty");
        }
        return item;
    }

    @Override
    public int size() {
        return (int) Math.min(fifo().size(), Integer.MAX_VALUE);
    }

    @Override
    public boolean isEmpty() {
        return fifo().size() == 0;
    }

    @Override
    public int remainingCapacity() {
        long capacity = fifo().capacity();
        return capacity == Long.MAX_VALUE ? Integer.MAX_VALUE : (int) Math.max(0, capacity - fifo().size());
    }

    @Override
    public boolean isFull() {
        return remainingCapacity() == 0;
    }

    @Override
    public boolean isReady() {
        return fifo().isReady();
    }

    // ---- looking at everything

    @Override
    public Iterator<E> iterator() {
        return new Walk();
    }

    @Override
    public boolean contains(@Nullable Object item) {
        return elements.contains(item);
    }

    @Override
    public boolean containsAll(Collection<?> items) {
        return elements.containsAll(items);
    }

    @Override
    public boolean remove(@Nullable Object item) {
        return elements.remove(item);
    }

    @Override
    public boolean removeAll(Collection<?> items) {
        return elements.removeAll(items);
    }

    @Override
    public boolean retainAll(Collection<?> items) {
        return elements.retainAll(items);
    }

    @Override
    public void clear() {
        long end = contents.end();
        HeldObject message = new HeldObject();
        while (contents.drop(end, message)) {
            ReceivedObject held = message.take();
            if (held != null) {
                messages.release(held);
            }
        }
        contents.dropped();
    }

    /** Copies a message that holds something, so that it lets go of it by being decoded. */
    private static final class HeldObject implements Reception {
        private @Nullable ReceivedObject held;

        @Override
        public boolean receive(Frame frame) {
            if (frame.holds()) {
                held = new ReceivedObject();
                held.receive(frame);
            }
            return true;
        }

        @Nullable
        ReceivedObject take() {
            ReceivedObject taken = held;
            held = null;
            return taken;
        }
    }

    @Override
    public @Nullable Object[] toArray() {
        return elements.toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return elements.toArray(array);
    }

    /** Promises no size, unlike that of a collection: others take meanwhile. */
    @Override
    public Spliterator<E> spliterator() {
        return Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.CONCURRENT);
    }

    /** Goes over the items that were there at the beginning, and are there when it comes to them. */
    private final class Walk implements Iterator<E> {
        private final Cursor cursor = new Cursor();
        private final long end = contents.end();
        private ReceivedObject next = new ReceivedObject();
        private @Nullable Cursor nextPlace;
        private ReceivedObject last = next;
        private @Nullable Cursor lastPlace;

        Walk() {
            advance();
        }

        private void advance() {
            next = new ReceivedObject();
            nextPlace = contents.next(cursor, end, next);
        }

        @Override
        public boolean hasNext() {
            return nextPlace != null;
        }

        /** One that cannot be decoded is passed, and can be removed. */
        @Override
        public E next() {
            if (nextPlace == null) {
                throw new NoSuchElementException();
            }
            last = next;
            lastPlace = nextPlace;
            advance();
            return decode(last, true);
        }

        @Override
        public void remove() {
            takeLast();
        }

        /** Returns whether this has removed the item that was returned last; if not, somebody else has taken it. */
        boolean takeLast() {
            Cursor place = lastPlace;
            if (place == null) {
                throw new IllegalStateException("no item was returned that is not removed already");
            }
            lastPlace = null;
            boolean isTaken = contents.remove(place);
            if (isTaken) {
                messages.release(last);
            }
            return isTaken;
        }
    }

    /** Removes the first item that equals another one, and that nobody else takes meanwhile. */
    boolean removeFirst(@Nullable Object item) {
        Walk walk = new Walk();
        while (walk.hasNext()) {
            if (walk.next().equals(item) && walk.takeLast()) {
                return true;
            }
        }
        return false;
    }

    // ---- ending

    @Override
    public void shutdown() {
        fifo().shutDown();
    }

    @Override
    public boolean isShutdown() {
        return fifo().isShutDown();
    }

    @Override
    public String toString() {
        return isClosed() ? "Queue[closed]" : elements.toString();
    }
}
