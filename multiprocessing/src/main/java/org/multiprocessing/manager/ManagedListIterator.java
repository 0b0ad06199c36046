package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a copy of a list or of a part of it. Its changes are made to the list too: to the very element that was returned, wherever
 * it is by now.
 */
final class ManagedListIterator<E extends @Nullable Object> implements ListIterator<E> {
    private static final int NONE = -1;

    private final ListService service;
    private final List<Long> numbers = new ArrayList<>();
    private final List<E> elements;

    /** Where the part begins in the list. */
    private final int offset;

    /** Is told by how much the part has grown. */
    private final IntConsumer growth;

    private int cursor;
    private int last = NONE;

    ManagedListIterator(ListService service, ListService.Copy copy, int offset, int index, IntConsumer growth) {
        this.service = service;
        for (long number : copy.numbers()) {
            numbers.add(number);
        }
        this.elements = new ArrayList<>(Bulk.<E>cast(copy.elements()));
        this.offset = offset;
        this.growth = growth;
        if (index < 0 || index > elements.size()) {
            throw new IndexOutOfBoundsException("index " + index + ", size " + elements.size());
        }
        this.cursor = index;
    }

    @Override
    public boolean hasNext() {
        return cursor < elements.size();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = cursor++;
        return elements.get(last);
    }

    @Override
    public boolean hasPrevious() {
        return cursor > 0;
    }

    @Override
    public E previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException();
        }
        last = --cursor;
        return elements.get(last);
    }

    @Override
    public int nextIndex() {
        return cursor;
    }

    @Override
    public int previousIndex() {
        return cursor - 1;
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
        Objects.requireNonNull(action);
        while (hasNext()) {
            action.accept(next());
        }
    }

    private int checkedLast() {
        if (last == NONE) {
            throw new IllegalStateException("no element was returned since the last change by this iterator");
        }
        return last;
    }

    /** One that is gone already stays so. */
    @Override
    public void remove() {
        int removed = checkedLast();
        growth.accept(-service.removeNumbers(new long[] {numbers.get(removed)}));
        numbers.remove(removed);
        elements.remove(removed);
        cursor = removed < cursor ? cursor - 1 : cursor;
        last = NONE;
    }

    @Override
    public void set(E element) {
        int replaced = checkedLast();
        long number = service.setNumber(numbers.get(replaced), offset + replaced, element);
        if (number == ListService.NONE) {
            throw new ConcurrentModificationException("the element was removed or replaced by somebody else");
        }
        numbers.set(replaced, number);
        elements.set(replaced, element);
    }

    @Override
    public void add(E element) {
        long behind = cursor > 0 ? numbers.get(cursor - 1) : ListService.NONE;
        long before = cursor < numbers.size() ? numbers.get(cursor) : ListService.NONE;
        numbers.add(cursor, service.insert(behind, before, offset + cursor, element));
        elements.add(cursor, element);
        growth.accept(1);
        cursor++;
        last = NONE;
    }
}
