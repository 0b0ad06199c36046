package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A set, in the order of insertion. */
final class HostedSet implements SetService, Copyable {
    private final Set<@Nullable Object> elements = new LinkedHashSet<>();

    @Override
    public synchronized Object copy() {
        return new LinkedHashSet<>(elements);
    }

    @Override
    public synchronized int size() {
        return elements.size();
    }

    @Override
    public synchronized boolean contains(@Nullable Object element) {
        return elements.contains(element);
    }

    @Override
    public synchronized boolean containsAll(List<@Nullable Object> others) {
        return elements.containsAll(others);
    }

    @Override
    public synchronized boolean addAll(List<@Nullable Object> others) {
        return elements.addAll(others);
    }

    @Override
    public synchronized boolean remove(@Nullable Object element) {
        return elements.remove(element);
    }

    @Override
    public synchronized boolean removeAll(List<@Nullable Object> others, boolean ifContained) {
        Set<@Nullable Object> wanted = new HashSet<>(others);
        return elements.removeIf(element -> wanted.contains(element) == ifContained);
    }

    @Override
    public synchronized boolean removeIf(Predicate<@Nullable Object> filter) {
        return elements.removeIf(filter);
    }

    @Override
    public synchronized void clear() {
        elements.clear();
    }

    @Override
    public synchronized List<@Nullable Object> elements() {
        return new ArrayList<>(elements);
    }
}
