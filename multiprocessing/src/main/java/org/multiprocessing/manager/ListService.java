package org.multiprocessing.manager;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list in the server. Each element that was ever put has a number that no other has. */
interface ListService {
    /** In place of a number: there is no such element. */
    long NONE = -1;

    /** In place of an index: the end of the list. */
    int END = -1;

    /**
     * A copy of a range.
     *
     * @param version of the list, which each change increases
     * @param numbers of the elements
     * @param elements themselves
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares copies, and an array travels as one block
    record Copy(long version, long[] numbers, List<@Nullable Object> elements) {}

    int size();

    @Nullable
    Object get(int index);

    @Nullable
    Object set(int index, @Nullable Object element);

    void add(int index, @Nullable Object element);

    boolean addAll(int index, List<@Nullable Object> elements);

    @Nullable
    Object remove(int index);

    /** Returns the first or the last element alone, or nothing if there is none. */
    List<@Nullable Object> end(boolean last, boolean remove);

    void removeRange(int from, int to);

    void clear();

    int indexOf(@Nullable Object element);

    int lastIndexOf(@Nullable Object element);

    boolean removeFirst(@Nullable Object element);

    boolean containsAll(List<@Nullable Object> elements);

    /** Removes those that are among others, or those that are not. */
    boolean removeAll(List<@Nullable Object> elements, boolean ifContained);

    /** Copies a range; up to the end if {@code to} is {@link #END}. */
    Copy copy(int from, int to);

    // ---- by number; where an element was is where to look first

    /** Removes elements, as far as they are there; returns how many were. */
    int removeNumbers(long[] numbers);

    /** Replaces an element; returns the number of the new one, or {@link #NONE} if the old one is not there any more. */
    long setNumber(long number, int where, @Nullable Object element);

    /** Inserts an element behind or before another one; if neither is there any more, about where they were. */
    long insert(long behind, long before, int where, @Nullable Object element);

    // ---- as a whole

    /** Replaces a range if nothing has changed since a version; returns whether nothing had. */
    boolean replace(long version, int from, int to, List<@Nullable Object> elements);

    /** Runs the function here, once for each element, while others wait. */
    boolean removeIf(Predicate<@Nullable Object> filter);

    /** Runs the function here, while others wait. */
    void replaceAll(UnaryOperator<@Nullable Object> operator);

    /** Compares here, while others wait. */
    void sort(@Nullable Comparator<@Nullable Object> order);
}
