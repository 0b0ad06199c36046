package org.multiprocessing.manager;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/** A set of a manager. Whatever goes over several elements reads them all at once, and then goes over the copy. */
record ManagedSet<E extends @Nullable Object>(SetService service) implements Set<E>, Adaptor, Serializable {
    private List<E> copy() {
        return Bulk.cast(service.elements());
    }

    @Override
    public int size() {
        return service.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return Bulk.unlessUnshareable(() -> service.contains(element), false);
    }

    @Override
    public boolean add(E element) {
        return service.addAll(Collections.singletonList(element));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return Bulk.unlessUnshareable(() -> service.remove(element), false);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return Bulk.unlessUnshareable(() -> service.containsAll(Bulk.list(elements)), false);
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return service.addAll(Bulk.list(elements));
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return removeAll(elements, true);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return removeAll(elements, false);
    }

    /** What cannot travel is in no set, but what else is among them may be. */
    private boolean removeAll(Collection<?> elements, boolean ifContained) {
        try {
            return service.removeAll(Bulk.list(elements), ifContained);
        } catch (NotShareableException e) {
            return removeIf(element -> elements.contains(element) == ifContained);
        }
    }

    @Override
    public void clear() {
        service.clear();
    }

    /** A serializable function runs in the server, another one here. */
    @Override
    @SuppressWarnings("unchecked")
    public boolean removeIf(Predicate<? super E> filter) {
        if (Objects.requireNonNull(filter) instanceof Serializable) {
            return service.removeIf((Predicate<@Nullable Object>) filter);
        }
        List<E> removed = copy().stream().filter(filter).toList();
        return !removed.isEmpty() && service.removeAll(Bulk.list(removed), true);
    }

    @Override
    public Iterator<E> iterator() {
        return Bulk.iterator(copy(), service::remove);
    }

    @Override
    public Spliterator<E> spliterator() {
        return Bulk.spliterator(copy(), Spliterator.DISTINCT | Spliterator.ORDERED);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        Objects.requireNonNull(action);
        copy().forEach(action);
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

    private boolean isSame(@Nullable Object other) {
        return other instanceof ManagedSet<?> set && set.service.equals(service);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Set<?> set && (isSame(other) || new LinkedHashSet<>(copy()).equals(own(set))));
    }

    /** Reads another managed set by one call. */
    private static Set<?> own(Set<?> set) {
        return set instanceof ManagedSet<?> managed ? new LinkedHashSet<>(managed.copy()) : set;
    }

    @Override
    public int hashCode() {
        return new LinkedHashSet<>(copy()).hashCode();
    }

    @Override
    public String toString() {
        return Texts.ofContent("Set", () -> {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            copy().forEach(element -> text.add(isSame(element) ? "(this set)" : String.valueOf(element)));
            return text.toString();
        });
    }
}
