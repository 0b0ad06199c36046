package org.multiprocessing.manager;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A set in the server. */
interface SetService {
    int size();

    boolean contains(@Nullable Object element);

    boolean containsAll(List<@Nullable Object> elements);

    boolean addAll(List<@Nullable Object> elements);

    boolean remove(@Nullable Object element);

    /** Removes those that are among others, or those that are not. */
    boolean removeAll(List<@Nullable Object> others, boolean ifContained);

    /** Runs the function here, once for each element, while others wait. */
    boolean removeIf(Predicate<@Nullable Object> filter);

    void clear();

    /** Returns the elements in the order in which they were added. */
    List<@Nullable Object> elements();
}
