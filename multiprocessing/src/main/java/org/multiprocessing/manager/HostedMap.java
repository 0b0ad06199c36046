package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map, in the order of insertion. One call at a time; none of them waits for anything but functions of the program's. */
final class HostedMap implements MapService, Copyable {
    /**
     * A value that was put once.
     *
     * @param version which no other has
     * @param value the copy that the server keeps
     */
    private record Slot(long version, Object value) {}

    private final Map<Object, Slot> slots = new LinkedHashMap<>();
    private long nextVersion;

    private void set(Object key, @Nullable Object value) {
        if (value == null) {
            slots.remove(key);
        } else {
            slots.put(Objects.requireNonNull(key), new Slot(nextVersion++, value));
        }
    }

    private static @Nullable Object valueOf(@Nullable Slot slot) {
        return slot == null ? null : slot.value();
    }

    @Override
    public synchronized Object copy() {
        Map<Object, Object> copy = new LinkedHashMap<>();
        slots.forEach((key, slot) -> copy.put(key, slot.value()));
        return copy;
    }

    // ---- one key

    @Override
    public synchronized int size() {
        return slots.size();
    }

    @Override
    public synchronized @Nullable Object get(Object key) {
        return valueOf(slots.get(key));
    }

    @Override
    public synchronized boolean containsKey(Object key) {
        return slots.containsKey(key);
    }

    @Override
    public synchronized boolean containsValue(Object value) {
        return slots.values().stream().anyMatch(slot -> slot.value().equals(value));
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
        Object before = get(key);
        set(key, value);
        return before;
    }

    @Override
    public synchronized @Nullable Object putIfAbsent(Object key, Object value) {
        Object before = get(key);
        if (before == null) {
            set(key, value);
        }
        return before;
    }

    @Override
    public synchronized @Nullable Object remove(Object key) {
        return valueOf(slots.remove(key));
    }

    @Override
    public synchronized boolean removeEqual(Object key, Object value) {
        boolean isEqual = value.equals(get(key));
        if (isEqual) {
            slots.remove(key);
        }
        return isEqual;
    }

    @Override
    public synchronized @Nullable Object replace(Object key, Object value) {
        return slots.containsKey(key) ? put(key, value) : null;
    }

    @Override
    public synchronized boolean replaceEqual(Object key, Object expected, Object value) {
        boolean isEqual = expected.equals(get(key));
        if (isEqual) {
            set(key, value);
        }
        return isEqual;
    }

    // ---- several

    @Override
    public synchronized void putAll(List<Object> keys, List<Object> values) {
        for (int i = 0; i < keys.size(); i++) {
            set(keys.get(i), values.get(i));
        }
    }

    @Override
    public synchronized void clear() {
        slots.clear();
    }

    @Override
    public synchronized List<Object> keys() {
        return new ArrayList<>(slots.keySet());
    }

    @Override
    public synchronized Contents contents() {
        List<Object> values = new ArrayList<>(slots.size());
        long[] versions = new long[slots.size()];
        for (Slot slot : slots.values()) {
            versions[values.size()] = slot.version();
            values.add(slot.value());
        }
        return new Contents(keys(), values, versions);
    }

    @Override
    public synchronized boolean removeKeys(List<@Nullable Object> others, boolean ifContained) {
        Set<@Nullable Object> wanted = new HashSet<>(others);
        return slots.keySet().removeIf(key -> wanted.contains(key) == ifContained);
    }

    // ---- by version

    @Override
    public synchronized Look look(Object key) {
        Slot slot = slots.get(key);
        return slot == null ? new Look(ABSENT, null) : new Look(slot.version(), slot.value());
    }

    @Override
    public synchronized boolean swap(Object key, long version, @Nullable Object value) {
        boolean isSame = look(key).version() == version;
        if (isSame) {
            set(key, value);
        }
        return isSame;
    }

    @Override
    public synchronized List<Integer> swapAll(List<Object> keys, long[] versions, List<@Nullable Object> values) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!swap(keys.get(i), versions[i], values.get(i))) {
                others.add(i);
            }
        }
        return others;
    }

    // ---- with functions

    @Override
    public synchronized @Nullable Object compute(
            Object key, BiFunction<Object, @Nullable Object, @Nullable Object> function) {
        Object value = function.apply(key, get(key));
        set(key, value);
        return value;
    }

    @Override
    public synchronized @Nullable Object computeIfAbsent(Object key, Function<Object, @Nullable Object> function) {
        Object present = get(key);
        if (present != null) {
            return present;
        }
        Object value = function.apply(key);
        set(key, value);
        return value;
    }

    @Override
    public synchronized @Nullable Object computeIfPresent(
            Object key, BiFunction<Object, Object, @Nullable Object> function) {
        Object present = get(key);
        if (present == null) {
            return null;
        }
        Object value = function.apply(key, present);
        set(key, value);
        return value;
    }

    @Override
    public synchronized @Nullable Object merge(
            Object key, Object value, BiFunction<Object, Object, @Nullable Object> function) {
        Object present = get(key);
        Object merged = present == null ? value : function.apply(present, value);
        set(key, merged);
        return merged;
    }

    @Override
    public synchronized void replaceAll(BiFunction<Object, Object, Object> function) {
        Map<Object, Object> changed = new LinkedHashMap<>();
        slots.forEach((key, slot) ->
                changed.put(key, Objects.requireNonNull(function.apply(key, slot.value()), "null value")));
        changed.forEach(this::set);
    }
}
