package org.multiprocessing.internal.serial;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The classes of the JDK that have a form, each exactly: a subclass may hold more than its super class shows. */
@SuppressWarnings("JdkObsolete") // LinkedList, for the class of its unmodifiable view
final class JdkClasses {

    private static final Map<Class<?>, Form> FORMS = new HashMap<>();

    static {
        value(Class.class, Tag.CLASS, false);
        value(Optional.class, Tag.OPTIONAL, true);
        value(OptionalInt.class, Tag.OPTIONAL_INT, true);
        value(OptionalLong.class, Tag.OPTIONAL_LONG, true);
        value(OptionalDouble.class, Tag.OPTIONAL_DOUBLE, true);
        value(Duration.class, Tag.DURATION, false);
        value(Instant.class, Tag.INSTANT, false);
        value(BigInteger.class, Tag.BIG_INTEGER, false);
        value(BigDecimal.class, Tag.BIG_DECIMAL, false);
        value(UUID.class, Tag.UUID, false);
        value(Map.entry(1, 1).getClass(), Tag.ENTRY, true);
    }

    static {
        collection(ArrayList.class, Tag.ARRAY_LIST, false);
        collection(Arrays.asList().getClass(), Tag.ARRAYS_AS_LIST, false);
        collection(HashSet.class, Tag.HASH_SET, false);
        collection(LinkedHashSet.class, Tag.LINKED_HASH_SET, false);
        collection(TreeSet.class, Tag.TREE_SET, false);
        collection(HashMap.class, Tag.HASH_MAP, false);
        collection(LinkedHashMap.class, Tag.LINKED_HASH_MAP, false);
        collection(TreeMap.class, Tag.TREE_MAP, false);
        // the classes behind List.of and its like have no names that we may use, so objects tell them
        collection(List.of().getClass(), Tag.LIST_OF, false);
        collection(List.of(1).getClass(), Tag.LIST_OF, false);
        collection(List.of(1, 2, 3).subList(0, 2).getClass(), Tag.LIST_OF, true);
        collection(Set.of().getClass(), Tag.SET_OF, false);
        collection(Set.of(1).getClass(), Tag.SET_OF, false);
        collection(Map.of().getClass(), Tag.MAP_OF, false);
        collection(Map.of(1, 1).getClass(), Tag.MAP_OF, false);
        collection(Collections.emptyList().getClass(), Tag.UNMODIFIABLE_LIST, false);
        collection(Collections.singletonList(1).getClass(), Tag.UNMODIFIABLE_LIST, false);
        collection(Collections.unmodifiableList(new ArrayList<>()).getClass(), Tag.UNMODIFIABLE_LIST, false);
        collection(Collections.unmodifiableList(new LinkedList<>()).getClass(), Tag.UNMODIFIABLE_LIST, false);
    }

    static {
        // written by Encoder itself, here for what walks a graph
        for (Class<?> scalar : List.of(
                String.class,
                Boolean.class,
                Byte.class,
                Short.class,
                Character.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class)) {
            value(scalar, Tag.NULL, false);
        }
    }

    private JdkClasses() {}

    static @Nullable Form formOf(Class<?> type) {
        return FORMS.get(type);
    }

    private static void value(Class<?> type, int tag, boolean carried) {
        FORMS.put(type, new ValueForm(tag, carried));
    }

    private static void collection(Class<?> type, int tag, boolean carried) {
        FORMS.put(type, new CollectionForm(tag, carried));
    }
}
