package org.multiprocessing.manager;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/** The views of a managed dict. They write through; what goes over all of one reads everything at once. */
final class ManagedViews {
    private ManagedViews() {}

    /** Removes what a filter accepts, unless somebody else has changed it meanwhile. */
    private static <E> boolean removeIf(
            MapService service, MapService.Contents contents, List<E> elements, Predicate<? super E> filter) {
        Objects.requireNonNull(filter);
        List<Object> keys = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (filter.test(elements.get(i))) {
                keys.add(contents.keys().get(i));
                versions.add(contents.versions()[i]);
            }
        }
        if (keys.isEmpty()) {
            return false;
        }
        long[] expected = versions.stream().mapToLong(Long::longValue).toArray();
        List<Integer> others =
                service.swapAll(keys, expected, Collections.nCopies(keys.size(), (@Nullable Object) null));
        return others.size() < keys.size();
    }

    /** The keys. */
    static final class Keys<K> extends AbstractSet<K> implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient MapService service;

        Keys(MapService service) {
            this.service = service;
        }

        private List<K> copy() {
            return Bulk.cast(service.keys());
        }

        @Override
        public int size() {
            return service.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return new ManagedMap<>(service).containsKey(key);
        }

        @Override
        public boolean remove(@Nullable Object key) {
            return new ManagedMap<>(service).remove(key) != null;
        }

        @Override
        public boolean removeAll(Collection<?> keys) {
            return removeAll(keys, true);
        }

        @Override
        public boolean retainAll(Collection<?> keys) {
            return removeAll(keys, false);
        }

        /** What cannot travel is no key, but what else is among them may be. */
        private boolean removeAll(Collection<?> keys, boolean ifContained) {
            try {
                return service.removeKeys(Bulk.list(keys), ifContained);
            } catch (NotShareableException e) {
                return removeIf(key -> keys.contains(key) == ifContained);
            }
        }

        /** Whatever values they have by then. */
        @Override
        public boolean removeIf(Predicate<? super K> filter) {
            List<K> accepted = copy().stream().filter(filter).toList();
            return !accepted.isEmpty() && service.removeKeys(Bulk.list(accepted), true);
        }

        @Override
        public boolean containsAll(Collection<?> keys) {
            return new HashSet<>(copy()).containsAll(keys);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this || (other instanceof Set<?> set && new HashSet<>(copy()).equals(set));
        }

        @Override
        public int hashCode() {
            return new HashSet<>(copy()).hashCode();
        }

        @Override
        public void clear() {
            service.clear();
        }

        @Override
        public Iterator<K> iterator() {
            return Bulk.iterator(copy(), service::remove);
        }

        @Override
        public Object[] toArray() {
            return copy().toArray();
        }

        @Override
        public <T extends @Nullable Object> T[] toArray(T[] array) {
            return copy().toArray(array);
        }

        @Override
        public Spliterator<K> spliterator() {
            return Bulk.spliterator(copy(), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED);
        }

        /** Travels as a copy, as other views do. */
        @Serial
        private Object writeReplace() {
            return new LinkedHashSet<>(copy());
        }
    }

    /** The values. */
    static final class Values<V> extends AbstractCollection<V> implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient MapService service;

        Values(MapService service) {
            this.service = service;
        }

        private List<V> copy() {
            return Bulk.cast(service.contents().values());
        }

        @Override
        public int size() {
            return service.size();
        }

        @Override
        public boolean contains(@Nullable Object value) {
            return value != null && new ManagedMap<>(service).containsValue(value);
        }

        @Override
        public boolean remove(@Nullable Object value) {
            for (Map.Entry<Object, Object> entry : new Entries<Object, Object>(service)) {
                if (entry.getValue().equals(value) && service.removeEqual(entry.getKey(), entry.getValue())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean containsAll(Collection<?> values) {
            return new HashSet<>(copy()).containsAll(values);
        }

        @Override
        public boolean removeAll(Collection<?> values) {
            Objects.requireNonNull(values);
            return removeIf(values::contains);
        }

        @Override
        public boolean retainAll(Collection<?> values) {
            Objects.requireNonNull(values);
            return removeIf(value -> !values.contains(value));
        }

        @Override
        public boolean removeIf(Predicate<? super V> filter) {
            MapService.Contents contents = service.contents();
            return ManagedViews.removeIf(service, contents, Bulk.<V>cast(contents.values()), filter);
        }

        @Override
        public void clear() {
            service.clear();
        }

        @Override
        public Iterator<V> iterator() {
            Iterator<Map.Entry<Object, V>> entries = new Entries<Object, V>(service).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public V next() {
                    return entries.next().getValue();
                }

                @Override
                public void remove() {
                    entries.remove();
                }
            };
        }

        @Override
        public Object[] toArray() {
            return copy().toArray();
        }

        @Override
        public <T extends @Nullable Object> T[] toArray(T[] array) {
            return copy().toArray(array);
        }

        @Override
        public Spliterator<V> spliterator() {
            return Bulk.spliterator(copy(), Spliterator.NONNULL | Spliterator.ORDERED);
        }

        /** Travels as a copy, as other views do. */
        @Serial
        private Object writeReplace() {
            return new ArrayList<>(copy());
        }
    }

    /** The entries; {@code setValue} puts, whatever others have put meanwhile. */
    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient MapService service;

        Entries(MapService service) {
            this.service = service;
        }

        private List<Map.Entry<K, V>> copy(MapService.Contents contents) {
            List<Map.Entry<K, V>> entries = new ArrayList<>();
            for (int i = 0; i < contents.versions().length; i++) {
                K key = Bulk.cast(contents.keys().get(i));
                V value = Bulk.cast(contents.values().get(i));
                entries.add(new Written<>(service, key, value));
            }
            return entries;
        }

        private List<Map.Entry<K, V>> copy() {
            return copy(service.contents());
        }

        @Override
        public int size() {
            return service.size();
        }

        @Override
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> wanted
                    && wanted.getKey() != null
                    && wanted.getValue() != null
                    && wanted.getValue().equals(new ManagedMap<>(service).get(wanted.getKey()));
        }

        @Override
        public boolean remove(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> wanted
                    && wanted.getKey() != null
                    && new ManagedMap<>(service).remove(wanted.getKey(), wanted.getValue());
        }

        @Override
        public boolean containsAll(Collection<?> entries) {
            return new HashSet<>(copy()).containsAll(entries);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this || (other instanceof Set<?> set && new HashSet<>(copy()).equals(set));
        }

        @Override
        public int hashCode() {
            return new HashSet<>(copy()).hashCode();
        }

        @Override
        public boolean removeAll(Collection<?> entries) {
            Objects.requireNonNull(entries);
            return removeIf(entries::contains);
        }

        @Override
        public boolean retainAll(Collection<?> entries) {
            Objects.requireNonNull(entries);
            return removeIf(entry -> !entries.contains(entry));
        }

        @Override
        public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
            MapService.Contents contents = service.contents();
            return ManagedViews.removeIf(service, contents, copy(contents), filter);
        }

        @Override
        public void clear() {
            service.clear();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return Bulk.iterator(copy(), entry -> service.remove(entry.getKey()));
        }

        @Override
        public Object[] toArray() {
            return copy().toArray();
        }

        @Override
        public <T extends @Nullable Object> T[] toArray(T[] array) {
            return copy().toArray(array);
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return Bulk.spliterator(copy(), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED);
        }

        /** Travels as a copy, as other views do. */
        @Serial
        private Object writeReplace() {
            return new LinkedHashSet<>(copy());
        }
    }

    /** An entry that writes through. */
    private static final class Written<K, V> extends AbstractMap.SimpleEntry<K, V> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient MapService service;

        Written(MapService service, K key, V value) {
            super(key, value);
            this.service = service;
        }

        @Override
        public V setValue(V value) {
            service.put(getKey(), Objects.requireNonNull(value, "a value of a managed dict is never null"));
            return super.setValue(value);
        }

        /** Travels as a copy. */
        @Serial
        private Object writeReplace() {
            return new AbstractMap.SimpleEntry<>(getKey(), getValue());
        }
    }
}
