package org.multiprocessing.internal.serial;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Lists, sets and maps of the JDK: their elements, or keys and values in turn; sorted ones after their comparator. */
final class CollectionForm extends Form {

    CollectionForm(int tag, boolean carried) {
        super(tag, carried);
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return tag == Tag.TREE_MAP ? entries(map, ((SortedMap<?, ?>) map).comparator(), 1) : entries(map, null, 0);
        }
        @Nullable Object[] elements = ((Collection<?>) value).toArray();
        if (tag != Tag.TREE_SET) {
            return elements;
        }
        @Nullable Object[] parts = new @Nullable Object[elements.length + 1];
        parts[0] = ((SortedSet<?>) value).comparator();
        System.arraycopy(elements, 0, parts, 1, elements.length);
        return parts;
    }

    private static @Nullable Object[] entries(Map<?, ?> map, @Nullable Comparator<?> comparator, int first) {
        @Nullable Object[] parts = new @Nullable Object[first + 2 * map.size()];
        if (first > 0) {
            parts[0] = comparator;
        }
        int i = first;
        for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
            Map.Entry<?, ?> entry = it.next();
            parts[i++] = entry.getKey();
            parts[i++] = entry.getValue();
        }
        if (i != parts.length) {
            throw new java.util.ConcurrentModificationException("the map was changed while it was written");
        }
        return parts;
    }
}
