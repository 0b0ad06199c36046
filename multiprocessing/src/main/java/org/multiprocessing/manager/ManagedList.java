package org.multiprocessing.manager;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/** A list of a manager. Whatever goes over several elements reads them all at once, and then goes over the copy. */
record ManagedList<E extends @Nullable Object>(ListService service) implements List<E>, Adaptor, Serializable {
    // ---- one element

    @Override
    public int size() {
        return service.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public E get(int index) {
        return Bulk.cast(service.get(notNegative(index)));
    }

    @Override
    public E set(int index, E element) {
        return Bulk.cast(service.set(notNegative(index), element));
    }

    @Override
    public boolean add(E element) {
        service.add(ListService.END, element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        service.add(notNegative(index), element);
    }

    @Override
    public E remove(int index) {
        return Bulk.cast(service.remove(notNegative(index)));
    }

    /** A negative one means something else to the server. */
    static int notNegative(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("index " + index + " is negative");
        }
        return index;
    }

    // ---- the ends, each with one call

    private E end(boolean last, boolean remove) {
        List<@Nullable Object> element = service.end(last, remove);
        if (element.isEmpty()) {
            throw new NoSuchElementException("the list is empty");
        }
        return Bulk.cast(element.getFirst());
    }

    @Override
    public E getFirst() {
        return end(false, false);
    }

    @Override
    public E getLast() {
        return end(true, false);
    }

    @Override
    public E removeFirst() {
        return end(false, true);
    }

    @Override
    public E removeLast() {
        return end(true, true);
    }

    // ---- by value, as the server finds copies equal

    @Override
    public boolean contains(@Nullable Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return Bulk.unlessUnshareable(() -> service.indexOf(element), -1);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return Bulk.unlessUnshareable(() -> service.lastIndexOf(element), -1);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return Bulk.unlessUnshareable(() -> service.removeFirst(element), false);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return Bulk.unlessUnshareable(() -> service.containsAll(Bulk.list(elements)), false);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return removeAll(elements, true);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return removeAll(elements, false);
    }

    /** What cannot travel is in no list, but what else is among them may be. */
    private boolean removeAll(Collection<?> elements, boolean ifContained) {
        try {
            return service.removeAll(Bulk.list(elements), ifContained);
        } catch (NotShareableException e) {
            return removeIf(element -> elements.contains(element) == ifContained);
        }
    }

    // ---- several

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return service.addAll(ListService.END, Bulk.list(elements));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        return service.addAll(notNegative(index), Bulk.list(elements));
    }

    @Override
    public void clear() {
        service.clear();
    }

    private List<E> copy() {
        return Bulk.cast(service.copy(0, ListService.END).elements());
    }

    @Override
    public @Nullable Object[] toArray() {
        return copy().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return copy().toArray(array);
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(IntFunction<T[]> generator) {
        return copy().toArray(generator);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        Objects.requireNonNull(action);
        copy().forEach(action);
    }

    @Override
    public Spliterator<E> spliterator() {
        return Bulk.spliterator(copy(), Spliterator.ORDERED);
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator();
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new ManagedListIterator<>(service, service.copy(0, ListService.END), 0, index, change -> {});
    }

    @Override
    public List<E> subList(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new ManagedSubList<>(service, null, from, to - from);
    }

    // ---- with functions of the program's: a serializable one runs in the server, another one here

    @Override
    @SuppressWarnings("unchecked")
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter);
        if (filter instanceof Serializable) {
            return service.removeIf((Predicate<@Nullable Object>) filter);
        }
        return removeIf(service, service.copy(0, ListService.END), filter) > 0;
    }

    /** Removes those of a copy that are still there; returns how many were. */
    static <E extends @Nullable Object> int removeIf(
            ListService service, ListService.Copy copy, Predicate<? super E> filter) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < copy.numbers().length; i++) {
            if (filter.test(Bulk.<E>cast(copy.elements().get(i)))) {
                numbers.add(copy.numbers()[i]);
            }
        }
        return numbers.isEmpty()
                ? 0
                : service.removeNumbers(
                        numbers.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void replaceAll(UnaryOperator<E> operator) {
        Objects.requireNonNull(operator);
        if (operator instanceof Serializable) {
            service.replaceAll((UnaryOperator<@Nullable Object>) operator);
        } else {
            change(elements -> elements.replaceAll(operator));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void sort(@Nullable Comparator<? super E> order) {
        if (order == null || order instanceof Serializable) {
            service.sort((Comparator<@Nullable Object>) order);
        } else {
            change(elements -> elements.sort(order));
        }
    }

    /** Changes all elements at once; again if somebody else has changed the list meanwhile. */
    private void change(Consumer<List<E>> function) {
        while (true) {
            ListService.Copy copy = service.copy(0, ListService.END);
            List<@Nullable Object> elements = new ArrayList<>(copy.elements());
            function.accept(Bulk.cast(elements));
            if (service.replace(copy.version(), 0, copy.numbers().length, elements)) {
                return;
            }
        }
    }

    // ---- as a value

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof List<?> list && (isSame(other) || copy().equals(list)));
    }

    private boolean isSame(@Nullable Object other) {
        return other instanceof ManagedList<?> managed && managed.service.equals(service);
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        return Texts.ofContent("List", () -> {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            copy().forEach(element -> text.add(isSame(element) ? "(this list)" : String.valueOf(element)));
            return text.toString();
        });
    }
}
