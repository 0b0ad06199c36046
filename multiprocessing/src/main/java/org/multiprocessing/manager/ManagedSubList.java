package org.multiprocessing.manager;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A part of a managed list, by position: what others insert before it moves other elements into it, as in every view of a list. */
final class ManagedSubList<E extends @Nullable Object> extends AbstractList<E> implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ListService service;
    private final transient @Nullable ManagedSubList<E> parent;
    private final transient int offset;
    private transient int size;

    ManagedSubList(ListService service, @Nullable ManagedSubList<E> parent, int offset, int size) {
        this.service = service;
        this.parent = parent;
        this.offset = offset;
        this.size = size;
    }

    private void grow(int by) {
        for (ManagedSubList<E> part = this; part != null; part = part.parent) {
            part.size += by;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E get(int index) {
        return Bulk.cast(service.get(offset + Objects.checkIndex(index, size)));
    }

    @Override
    public E set(int index, E element) {
        return Bulk.cast(service.set(offset + Objects.checkIndex(index, size), element));
    }

    @Override
    public void add(int index, E element) {
        service.add(offset + Objects.checkIndex(index, size + 1), element);
        grow(1);
    }

    @Override
    public E remove(int index) {
        Object removed = service.remove(offset + Objects.checkIndex(index, size));
        grow(-1);
        return Bulk.cast(removed);
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return addAll(size, elements);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        List<@Nullable Object> all = Bulk.list(elements);
        boolean changed = service.addAll(offset + Objects.checkIndex(index, size + 1), all);
        grow(all.size());
        return changed;
    }

    @Override
    protected void removeRange(int from, int to) {
        service.removeRange(offset + from, offset + to);
        grow(from - to);
    }

    private ListService.Copy copy() {
        return service.copy(offset, offset + size);
    }

    @Override
    public @Nullable Object[] toArray() {
        return copy().elements().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return copy().elements().toArray(array);
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new ManagedListIterator<>(service, copy(), offset, index, this::grow);
    }

    @Override
    public Spliterator<E> spliterator() {
        return Bulk.spliterator(Bulk.<E>cast(copy().elements()), Spliterator.ORDERED);
    }

    @Override
    public List<E> subList(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new ManagedSubList<>(service, this, offset + from, to - from);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        int removed = ManagedList.removeIf(service, copy(), filter);
        grow(-removed);
        return removed > 0;
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return new HashSet<>(copy().elements()).containsAll(elements);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        Objects.requireNonNull(elements);
        return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        Objects.requireNonNull(elements);
        return removeIf(element -> !elements.contains(element));
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        change(elements -> elements.replaceAll(operator));
    }

    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        change(elements -> elements.sort(order));
    }

    /** Changes all elements at once; again if somebody else has changed the list meanwhile. */
    private void change(Consumer<List<E>> function) {
        while (true) {
            ListService.Copy copy = copy();
            List<@Nullable Object> elements = new ArrayList<>(copy.elements());
            function.accept(Bulk.cast(elements));
            if (service.replace(copy.version(), offset, offset + size, elements)) {
                return;
            }
        }
    }

    /** Travels as a copy, as other views do. */
    @Serial
    private Object writeReplace() {
        return new ArrayList<>(copy().elements());
    }
}
