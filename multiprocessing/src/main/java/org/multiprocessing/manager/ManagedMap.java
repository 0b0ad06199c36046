package org.multiprocessing.manager;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dict of a manager. A function that is serializable runs in the server, once, while others wait; another one runs here, again if
 * somebody else has changed the value meanwhile.
 */
record ManagedMap<K, V>(MapService service) implements ConcurrentMap<K, V>, Adaptor, Serializable {
    private static <T> T key(@Nullable T key) {
        return Objects.requireNonNull(key, "a key of a managed dict is never null");
    }

    private static <T> T value(@Nullable T value) {
        return Objects.requireNonNull(value, "a value of a managed dict is never null");
    }

    // ---- one key

    @Override
    public int size() {
        return service.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Object wanted = key(key);
        return Bulk.cast(Bulk.nullIfUnshareable(() -> service.get(wanted)));
    }

    @Override
    @SuppressWarnings("NullAway") // the default may be null
    public V getOrDefault(@Nullable Object key, V otherwise) {
        V value = get(key);
        return value != null ? value : otherwise;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        Object wanted = key(key);
        return Bulk.unlessUnshareable(() -> service.containsKey(wanted), false);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        Object wanted = value(value);
        return Bulk.unlessUnshareable(() -> service.containsValue(wanted), false);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return Bulk.cast(service.put(key(key), value(value)));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return Bulk.cast(service.putIfAbsent(key(key), value(value)));
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        Object wanted = key(key);
        return Bulk.cast(Bulk.nullIfUnshareable(() -> service.remove(wanted)));
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        Object wanted = key(key);
        return value != null && Bulk.unlessUnshareable(() -> service.removeEqual(wanted, value), false);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return Bulk.cast(service.replace(key(key), value(value)));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return service.replaceEqual(key(key), value(expected), value(value));
    }

    // ---- several

    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
        List<Object> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        map.forEach((key, value) -> {
            keys.add(key(key));
            values.add(value(value));
        });
        service.putAll(keys, values);
    }

    @Override
    public void clear() {
        service.clear();
    }

    @Override
    public Set<K> keySet() {
        return new ManagedViews.Keys<>(service);
    }

    @Override
    public Collection<V> values() {
        return new ManagedViews.Values<>(service);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new ManagedViews.Entries<>(service);
    }

    private Map<K, V> copy() {
        Map<K, V> copy = new LinkedHashMap<>();
        MapService.Contents contents = service.contents();
        for (int i = 0; i < contents.versions().length; i++) {
            copy.put(
                    Bulk.<K>cast(contents.keys().get(i)),
                    Bulk.<V>cast(contents.values().get(i)));
        }
        return copy;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action);
        copy().forEach(action);
    }

    // ---- with functions

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        key(key);
        if (Objects.requireNonNull(function) instanceof Serializable) {
            return Bulk.cast(service.compute(key, (BiFunction<Object, @Nullable Object, @Nullable Object>) function));
        }
        while (true) {
            MapService.Look look = service.look(key);
            V value = function.apply(key, Bulk.<@Nullable V>cast(look.value()));
            if (service.swap(key, look.version(), value)) {
                return value;
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        key(key);
        if (Objects.requireNonNull(function) instanceof Serializable) {
            return Bulk.cast(service.computeIfAbsent(key, (Function<Object, @Nullable Object>) function));
        }
        V present = get(key);
        if (present != null) {
            return present;
        }
        V value = function.apply(key);
        if (value == null) {
            return null;
        }
        V earlier = putIfAbsent(key, value);
        return earlier != null ? earlier : value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        key(key);
        if (Objects.requireNonNull(function) instanceof Serializable) {
            return Bulk.cast(service.computeIfPresent(key, (BiFunction<Object, Object, @Nullable Object>) function));
        }
        while (true) {
            MapService.Look look = service.look(key);
            if (look.value() == null) {
                return null;
            }
            V value = function.apply(key, Bulk.<V>cast(look.value()));
            if (service.swap(key, look.version(), value)) {
                return value;
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        key(key);
        value(value);
        if (Objects.requireNonNull(function) instanceof Serializable) {
            return Bulk.cast(service.merge(key, value, (BiFunction<Object, Object, @Nullable Object>) function));
        }
        while (true) {
            MapService.Look look = service.look(key);
            V merged = look.value() == null ? value : function.apply(Bulk.<V>cast(look.value()), value);
            if (service.swap(key, look.version(), merged)) {
                return merged;
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        if (Objects.requireNonNull(function) instanceof Serializable) {
            service.replaceAll((BiFunction<Object, Object, Object>) function);
            return;
        }
        MapService.Contents contents = service.contents();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < contents.versions().length; i++) {
            values.add(value(function.apply(
                    Bulk.<K>cast(contents.keys().get(i)),
                    Bulk.<V>cast(contents.values().get(i)))));
        }
        for (int changed : service.swapAll(contents.keys(), contents.versions(), values)) {
            computeIfPresent(
                    Bulk.<K>cast(contents.keys().get(changed)), (key, value) -> value(function.apply(key, value)));
        }
    }

    // ---- as a value

    private boolean isSame(@Nullable Object other) {
        return other instanceof ManagedMap<?, ?> map && map.service.equals(service);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Map<?, ?> map && (isSame(other) || copy().equals(own(map))));
    }

    /** Reads another managed dict by one call. */
    private static Map<?, ?> own(Map<?, ?> map) {
        return map instanceof ManagedMap<?, ?> managed ? managed.copy() : map;
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        return Texts.ofContent("Dict", () -> {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            copy().forEach((key, value) -> text.add(shown(key) + "=" + shown(value)));
            return text.toString();
        });
    }

    private Object shown(Object part) {
        return isSame(part) ? "(this dict)" : part;
    }
}
