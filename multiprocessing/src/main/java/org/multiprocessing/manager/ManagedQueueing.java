package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.internal.shm.ReadySources;
import org.multiprocessing.serial.ObjectClosedException;

/** What the two kinds of queues of a manager share. Whatever goes over several items reads them all at once. */
interface ManagedQueueing<E> extends Queue<E>, Adaptor, ReadySources.Announcing {
    @Override
    QueueService service();

    private static <T> T item(@Nullable T item) {
        return Objects.requireNonNull(item, "an item of a queue is never null");
    }

    // ---- putting

    private static boolean checkPut(int result) {
        if (result == Ticket.SHUT_DOWN) {
            throw new QueueShutDownException("the queue was shut down: nothing can be put");
        }
        return result == Ticket.TAKEN;
    }

    @Override
    default void put(E item) throws InterruptedException {
        item(item);
        Client.checkInterrupted();
        checkPut(service().put(item, Ticket.FOREVER));
    }

    /** Returns how many of the items there was room for. */
    private int offerAll(List<?> items) {
        int done = service().offer(Bulk.cast(items));
        if (done < 0) {
            checkPut(-done);
        }
        return done;
    }

    @Override
    default boolean offer(E item) {
        return offerAll(List.of(item(item))) == 1;
    }

    @Override
    default boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
        item(item);
        long nanos = unit.toNanos(timeout);
        Client.checkInterrupted();
        return checkPut(service().put(item, nanos));
    }

    private IllegalStateException full() {
        return new IllegalStateException(
                "the queue is full: it holds " + service().capacity() + " items");
    }

    @Override
    default boolean add(E item) {
        if (!offer(item)) {
            throw full();
        }
        return true;
    }

    @Override
    default boolean addAll(Collection<? extends E> items) {
        if (isThis(items)) {
            throw new IllegalArgumentException("a queue cannot be added to itself");
        }
        List<E> all = new ArrayList<>();
        boolean hasNull = false;
        for (E item : items) {
            hasNull = item == null;
            if (hasNull) {
                break;
            }
            all.add(item);
        }
        if (offerAll(all) < all.size()) {
            throw full();
        }
        if (hasNull) {
            throw new NullPointerException("an item of a queue is never null; those before it were put");
        }
        return !all.isEmpty();
    }

    /** Another object may stand for the same queue. */
    private boolean isThis(Collection<?> other) {
        return other instanceof ManagedQueueing<?> queue && queue.service().equals(service());
    }

    // ---- taking

    @Override
    default E take() throws InterruptedException {
        Client.checkInterrupted();
        QueueService.Taken taken = service().take(Ticket.FOREVER);
        if (taken.outcome() == Ticket.SHUT_DOWN) {
            throw new QueueShutDownException("the queue was shut down, and is empty");
        }
        return Bulk.cast(taken.item());
    }

    @Override
    default @Nullable E poll() {
        return Bulk.cast(service().poll().item());
    }

    @Override
    default @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        Client.checkInterrupted();
        return Bulk.cast(service().take(nanos).item());
    }

    @Override
    default E remove() {
        E item = poll();
        if (item == null) {
            throw new NoSuchElementException("the queue is empty");
        }
        return item;
    }

    @Override
    default int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    default int drainTo(Collection<? super E> target, int maxElements) {
        Objects.requireNonNull(target);
        if (isThis(target)) {
            throw new IllegalArgumentException("a queue cannot be drained into itself");
        }
        List<QueueService.Entry> taken = service().drain(Math.max(0, maxElements));
        int done = 0;
        try {
            while (done < taken.size()) {
                target.add(Bulk.<E>cast(taken.get(done).item()));
                done++;
            }
        } catch (Throwable e) { // the one that the target has refused is lost, as in the JDK
            putBack(taken.subList(done + 1, taken.size()), e);
            throw e;
        }
        return done;
    }

    private void putBack(List<QueueService.Entry> entries, Throwable why) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            service().putBack(new ArrayList<>(entries));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    // ---- looking

    @Override
    default @Nullable E peek() {
        return Bulk.cast(service().peek());
    }

    @Override
    default E element() {
        E item = peek();
        if (item == null) {
            throw new NoSuchElementException("the queue is empty");
        }
        return item;
    }

    @Override
    default int size() {
        return service().size();
    }

    @Override
    default boolean isEmpty() {
        return size() == 0;
    }

    @Override
    default int remainingCapacity() {
        int capacity = service().capacity();
        return capacity == Integer.MAX_VALUE ? capacity : Math.max(0, capacity - size());
    }

    @Override
    default boolean isFull() {
        return remainingCapacity() == 0;
    }

    @Override
    default boolean isReady() {
        return service().isReady();
    }

    @Override
    default Runnable whenReady(Runnable wake) {
        return RemoteWatch.begin(() -> service().awaitReady(), wake);
    }

    // ---- looking at everything

    private List<E> copy() {
        List<E> items = new ArrayList<>();
        service().entries().forEach(entry -> items.add(Bulk.<E>cast(entry.item())));
        return items;
    }

    /** Goes over the items that were there at the beginning; removes the very item that was returned. */
    @Override
    default Iterator<E> iterator() {
        Iterator<QueueService.Entry> entries =
                Bulk.iterator(service().entries(), entry -> service().remove(List.of(entry.number())));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public E next() {
                return Bulk.cast(entries.next().item());
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }

    @Override
    default boolean contains(@Nullable Object item) {
        return copy().contains(item);
    }

    @Override
    default boolean containsAll(Collection<?> items) {
        return copy().containsAll(items);
    }

    /** Removes the first item that equals another one, and that nobody else takes meanwhile. */
    @Override
    default boolean remove(@Nullable Object item) {
        for (QueueService.Entry entry : service().entries()) {
            if (entry.item().equals(item)
                    && !service().remove(List.of(entry.number())).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    default boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter);
        List<Long> numbers = new ArrayList<>();
        try {
            for (QueueService.Entry entry : service().entries()) {
                if (filter.test(Bulk.<E>cast(entry.item()))) {
                    numbers.add(entry.number());
                }
            }
        } catch (Throwable e) { // those before it are removed, as from the JDK's
            try {
                removeNumbers(numbers);
            } catch (RuntimeException other) {
                e.addSuppressed(other);
            }
            throw e;
        }
        return removeNumbers(numbers);
    }

    /** Returns whether any of them was still there. */
    private boolean removeNumbers(List<Long> numbers) {
        return !numbers.isEmpty() && !service().remove(numbers).isEmpty();
    }

    @Override
    default boolean removeAll(Collection<?> items) {
        Objects.requireNonNull(items);
        List<?> all = new ArrayList<>(items);
        return removeIf(all::contains);
    }

    @Override
    default boolean retainAll(Collection<?> items) {
        Objects.requireNonNull(items);
        List<?> all = new ArrayList<>(items);
        return removeIf(item -> !all.contains(item));
    }

    @Override
    default void clear() {
        service().clear();
    }

    @Override
    default @Nullable Object[] toArray() {
        return copy().toArray();
    }

    @Override
    default <T extends @Nullable Object> T[] toArray(T[] array) {
        return copy().toArray(array);
    }

    /** Promises no size, as that of a queue in shared memory. */
    @Override
    default Spliterator<E> spliterator() {
        return Spliterators.spliteratorUnknownSize(
                copy().iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.CONCURRENT);
    }

    // ---- ending

    @Override
    default void shutdown() {
        service().shutdown();
    }

    @Override
    default boolean isShutdown() {
        return service().isShutdown();
    }

    @Override
    default boolean isClosed() {
        return service().isClosed();
    }

    @Override
    default void close() {
        service().close();
    }

    @Override
    default void free() {
        service().free();
    }

    /** Returns what the JDK's queues show. */
    default String text() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        try {
            for (E item : copy()) {
                text.add(item instanceof Collection<?> other && isThis(other) ? "(this queue)" : item.toString());
            }
        } catch (ObjectClosedException e) {
            return "Queue[closed]";
        } catch (RuntimeException e) {
            return "Queue[out of reach: " + e + "]";
        }
        return text.toString();
    }
}
