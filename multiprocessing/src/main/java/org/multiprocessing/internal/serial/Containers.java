package org.multiprocessing.internal.serial;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together what {@link CollectionForm} and, for arrays of objects, {@link ArrayForm} take apart. */
final class Containers {

    private Containers() {}

    /** Whether a tag is that of a container which exists before its contents. */
    static boolean isOne(int tag) {
        return tag >= Tag.OBJECTS && tag <= Tag.TREE_MAP;
    }

    static Object read(Decoder in, int tag, int number) throws DecodeException {
        int count = in.readPartCount();
        if (tag == Tag.OBJECTS || tag == Tag.ARRAYS_AS_LIST) {
            return readArray(in, tag, number, count);
        }
        int left = count;
        Object first = null;
        if (isSorted(tag)) {
            checkNotEmpty(count);
            first = in.get();
            left--;
        }
        if (tag >= Tag.HASH_MAP) {
            Map<@Nullable Object, @Nullable Object> map = newMap(tag, left / 2, first);
            in.exists(number, map);
            for (; left > 1; left -= 2) {
                Object key = in.getKey();
                map.put(key, in.get());
            }
            checkEven(left);
            return map;
        }
        Collection<@Nullable Object> collection = newCollection(tag, left, first);
        in.exists(number, collection);
        for (; left > 0; left--) {
            collection.add(tag >= Tag.HASH_SET ? in.getKey() : in.get());
        }
        return collection;
    }

    private static Object readArray(Decoder in, int tag, int number, int count) throws DecodeException {
        if (tag == Tag.ARRAYS_AS_LIST) {
            @Nullable Object[] elements = new @Nullable Object[count];
            List<@Nullable Object> list = Arrays.asList(elements);
            in.exists(number, list);
            for (int i = 0; i < count; i++) {
                elements[i] = in.get();
            }
            return list;
        }
        checkNotEmpty(count);
        @Nullable Object[] elements = newArray(in.get(), count - 1);
        in.exists(number, elements);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = in.get();
        }
        return elements;
    }

    /** Makes a container of parts that are all there. */
    static Object of(int tag, @Nullable Object[] parts) throws DecodeException {
        if (tag == Tag.ARRAYS_AS_LIST) {
            return Arrays.asList(parts);
        }
        if (tag == Tag.OBJECTS) {
            checkNotEmpty(parts.length);
            @Nullable Object[] elements = newArray(parts[0], parts.length - 1);
            System.arraycopy(parts, 1, elements, 0, elements.length);
            return elements;
        }
        int from = 0;
        Object first = null;
        if (isSorted(tag)) {
            checkNotEmpty(parts.length);
            first = parts[0];
            from = 1;
        }
        if (tag >= Tag.HASH_MAP) {
            checkEven(parts.length - from);
            Map<@Nullable Object, @Nullable Object> map = newMap(tag, parts.length / 2, first);
            for (int i = from; i < parts.length; i += 2) {
                map.put(parts[i], parts[i + 1]);
            }
            return map;
        }
        Collection<@Nullable Object> collection = newCollection(tag, parts.length, first);
        for (int i = from; i < parts.length; i++) {
            collection.add(parts[i]);
        }
        return collection;
    }

    /** Makes one of the immutable collections. */
    static Object immutable(int tag, @Nullable Object[] parts) throws DecodeException {
        return switch (tag) {
            case Tag.LIST_OF -> listOf(parts);
            case Tag.UNMODIFIABLE_LIST -> Collections.unmodifiableList(new ArrayList<>(Arrays.asList(parts)));
            case Tag.SET_OF -> Set.of(parts);
            default -> mapOf(parts);
        };
    }

    private static List<?> listOf(@Nullable Object[] parts) {
        for (Object part : parts) {
            if (part == null) { // Stream.toList makes lists of the same class, which take null
                return Collections.unmodifiableList(Arrays.asList(parts));
            }
        }
        return List.of(parts);
    }

    private static Map<?, ?> mapOf(@Nullable Object[] parts) throws DecodeException {
        checkEven(parts.length);
        Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[parts.length / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Map.entry(Rebuild.part(parts, 2 * i), Rebuild.part(parts, 2 * i + 1));
        }
        return Map.ofEntries(entries);
    }

    private static boolean isSorted(int tag) {
        return tag == Tag.TREE_SET || tag == Tag.TREE_MAP;
    }

    @SuppressWarnings({"unchecked", "JdkObsolete"}) // a LinkedList is a deque that takes null
    private static Collection<@Nullable Object> newCollection(int tag, int size, @Nullable Object comparator) {
        return switch (tag) {
            case Tag.ARRAY_LIST -> new ArrayList<>(size);
            case Tag.LINKED_LIST -> new LinkedList<>();
            case Tag.HASH_SET -> HashSet.newHashSet(size);
            case Tag.LINKED_HASH_SET -> LinkedHashSet.newLinkedHashSet(size);
            default -> new TreeSet<>((Comparator<@Nullable Object>) comparator);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<@Nullable Object, @Nullable Object> newMap(int tag, int size, @Nullable Object comparator) {
        return switch (tag) {
            case Tag.HASH_MAP -> HashMap.newHashMap(size);
            case Tag.LINKED_HASH_MAP -> LinkedHashMap.newLinkedHashMap(size);
            default -> new TreeMap<>((Comparator<@Nullable Object>) comparator);
        };
    }

    private static @Nullable Object[] newArray(@Nullable Object component, int length) throws DecodeException {
        if (!(component instanceof Class<?> type) || type.isPrimitive()) {
            throw new DecodeException("damaged: an array of objects, without their type, or of a primitive one");
        }
        return (@Nullable Object[]) Array.newInstance(type, length);
    }

    private static void checkNotEmpty(int count) throws DecodeException {
        if (count == 0) {
            throw new DecodeException("damaged: a container without its first part");
        }
    }

    private static void checkEven(int count) throws DecodeException {
        if (count % 2 != 0) {
            throw new DecodeException("damaged: a map with a key and no value");
        }
    }
}
