package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list. One call at a time; none of them waits for anything but functions of the program's. */
final class HostedList implements ListService, Copyable {
    /**
     * An element that was put once.
     *
     * @param number which no other has
     * @param element the copy that the server keeps
     */
    private record Slot(long number, @Nullable Object element) {}

    private final ArrayList<Slot> slots = new ArrayList<>();
    private long nextNumber;
    private long version;

    HostedList(Collection<? extends @Nullable Object> initial) {
        initial.forEach(element -> slots.add(slot(element)));
    }

    private Slot slot(@Nullable Object element) {
        return new Slot(nextNumber++, element);
    }

    private List<Slot> slots(List<? extends @Nullable Object> elements) {
        List<Slot> made = new ArrayList<>(elements.size());
        elements.forEach(element -> made.add(slot(element)));
        return made;
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>(slots.size());
        slots.forEach(slot -> elements.add(slot.element()));
        return elements;
    }

    @Override
    public synchronized Object copy() {
        return elements();
    }

    // ---- one element

    @Override
    public synchronized int size() {
        return slots.size();
    }

    @Override
    public synchronized @Nullable Object get(int index) {
        return slots.get(index).element();
    }

    @Override
    public synchronized @Nullable Object set(int index, @Nullable Object element) {
        Object before = slots.set(index, slot(element)).element();
        version++;
        return before;
    }

    @Override
    public synchronized void add(int index, @Nullable Object element) {
        slots.add(index == END ? slots.size() : index, slot(element));
        version++;
    }

    @Override
    public synchronized @Nullable Object remove(int index) {
        Object removed = slots.remove(index).element();
        version++;
        return removed;
    }

    @Override
    public synchronized List<@Nullable Object> end(boolean last, boolean remove) {
        if (slots.isEmpty()) {
            return List.of();
        }
        int index = last ? slots.size() - 1 : 0;
        return Collections.singletonList(remove ? remove(index) : get(index));
    }

    // ---- several

    @Override
    public synchronized boolean addAll(int index, List<@Nullable Object> elements) {
        if (!slots.addAll(index == END ? slots.size() : index, slots(elements))) {
            return false;
        }
        version++;
        return true;
    }

    @Override
    public synchronized void removeRange(int from, int to) {
        slots.subList(from, to).clear();
        version++;
    }

    @Override
    public synchronized void clear() {
        removeRange(0, slots.size());
    }

    @Override
    public synchronized int indexOf(@Nullable Object element) {
        for (int i = 0; i < slots.size(); i++) {
            if (Objects.equals(element, slots.get(i).element())) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized int lastIndexOf(@Nullable Object element) {
        for (int i = slots.size() - 1; i >= 0; i--) {
            if (Objects.equals(element, slots.get(i).element())) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized boolean removeFirst(@Nullable Object element) {
        int index = indexOf(element);
        if (index < 0) {
            return false;
        }
        remove(index);
        return true;
    }

    @Override
    public synchronized boolean containsAll(List<@Nullable Object> elements) {
        return new HashSet<>(elements()).containsAll(elements);
    }

    @Override
    public synchronized boolean removeAll(List<@Nullable Object> elements, boolean ifContained) {
        Set<@Nullable Object> wanted = new HashSet<>(elements);
        return removeIf(element -> wanted.contains(element) == ifContained);
    }

    @Override
    public synchronized Copy copy(int from, int to) {
        List<Slot> range = slots.subList(from, to == END ? slots.size() : to);
        long[] numbers = new long[range.size()];
        List<@Nullable Object> elements = new ArrayList<>(range.size());
        for (Slot slot : range) {
            numbers[elements.size()] = slot.number();
            elements.add(slot.element());
        }
        return new Copy(version, numbers, elements);
    }

    // ---- by number

    private int find(long number, int where) {
        if (where >= 0 && where < slots.size() && slots.get(where).number() == number) {
            return where;
        }
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized int removeNumbers(long[] numbers) {
        Set<Long> wanted = new HashSet<>();
        Arrays.stream(numbers).forEach(wanted::add);
        int before = slots.size();
        changed(slots.removeIf(slot -> wanted.contains(slot.number())));
        return before - slots.size();
    }

    private boolean changed(boolean isChanged) {
        if (isChanged) {
            version++;
        }
        return isChanged;
    }

    @Override
    public synchronized long setNumber(long number, int where, @Nullable Object element) {
        int index = find(number, where);
        if (index < 0) {
            return NONE;
        }
        set(index, element);
        return slots.get(index).number();
    }

    @Override
    public synchronized long insert(long behind, long before, int where, @Nullable Object element) {
        int index = find(behind, where - 1) + 1;
        if (index == 0) {
            index = find(before, where);
        }
        Slot slot = slot(element);
        slots.add(index < 0 ? Math.min(where, slots.size()) : index, slot);
        version++;
        return slot.number();
    }

    // ---- as a whole

    @Override
    public synchronized boolean replace(long expected, int from, int to, List<@Nullable Object> elements) {
        if (version != expected) {
            return false;
        }
        List<Slot> range = slots.subList(from, to);
        range.clear();
        range.addAll(slots(elements));
        version++;
        return true;
    }

    @Override
    public synchronized boolean removeIf(Predicate<@Nullable Object> filter) {
        return changed(slots.removeIf(slot -> filter.test(slot.element())));
    }

    @Override
    public synchronized void replaceAll(UnaryOperator<@Nullable Object> operator) {
        List<@Nullable Object> elements = elements();
        elements.replaceAll(operator);
        replace(version, 0, slots.size(), elements);
    }

    @Override
    public synchronized void sort(@Nullable Comparator<@Nullable Object> order) {
        List<@Nullable Object> elements = elements();
        elements.sort(order);
        replace(version, 0, slots.size(), elements);
    }
}
