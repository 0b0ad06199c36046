package org.multiprocessing.manager;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map in the server, without null. Each value that was ever put has a version that no other has. */
interface MapService {
    /** In place of a version: there is no such key. */
    long ABSENT = -1;

    /**
     * What a key has.
     *
     * @param version of the value
     * @param value itself, null if there is none
     */
    record Look(long version, @Nullable Object value) {}

    /**
     * A copy, in the order in which the keys were put first.
     *
     * @param keys all of them
     * @param values in the same order
     * @param versions of the values
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares contents, and an array travels as one block
    record Contents(List<Object> keys, List<Object> values, long[] versions) {}

    int size();

    @Nullable
    Object get(Object key);

    boolean containsKey(Object key);

    boolean containsValue(Object value);

    @Nullable
    Object put(Object key, Object value);

    @Nullable
    Object putIfAbsent(Object key, Object value);

    void putAll(List<Object> keys, List<Object> values);

    @Nullable
    Object remove(Object key);

    boolean removeEqual(Object key, Object value);

    @Nullable
    Object replace(Object key, Object value);

    boolean replaceEqual(Object key, Object expected, Object value);

    void clear();

    List<Object> keys();

    Contents contents();

    /** Removes the keys that are among others, or those that are not. */
    boolean removeKeys(List<@Nullable Object> others, boolean ifContained);

    // ---- for functions that run in the client

    Look look(Object key);

    /** Puts a value, or removes it if null, if the present one has a version; returns whether it had. */
    boolean swap(Object key, long version, @Nullable Object value);

    /** Does so with many; returns the indices of those whose version was another one. */
    List<Integer> swapAll(List<Object> keys, long[] versions, List<@Nullable Object> values);

    // ---- with functions that run here, while others wait

    @Nullable
    Object compute(Object key, BiFunction<Object, @Nullable Object, @Nullable Object> function);

    @Nullable
    Object computeIfAbsent(Object key, Function<Object, @Nullable Object> function);

    @Nullable
    Object computeIfPresent(Object key, BiFunction<Object, Object, @Nullable Object> function);

    @Nullable
    Object merge(Object key, Object value, BiFunction<Object, Object, @Nullable Object> function);

    void replaceAll(BiFunction<Object, Object, Object> function);
}
