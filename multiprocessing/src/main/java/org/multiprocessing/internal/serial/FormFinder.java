package org.multiprocessing.internal.serial;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Decides which form the objects of a class have. */
final class FormFinder {

    private FormFinder() {}

    /** Returns the form of a class, or null if objects of it are for the JDK's serialization, or cannot travel. */
    static @Nullable Form find(Class<?> type) {
        if (HandleBacked.class.isAssignableFrom(type)) {
            return new HandleForm();
        }
        if (type.isArray()) {
            return ArrayForm.of(type);
        }
        if (type == ReflectiveFunction.class) {
            return new FunctionForm();
        }
        Form known = JdkClasses.formOf(type);
        if (known != null) {
            return known;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return new ValueForm(Tag.ENUM, false);
        }
        Form form = type.isRecord() ? RecordForm.of(type) : findByInterface(type);
        return form != null ? form : CustomForm.of(type);
    }

    /** Returns the form of the main class of the program, or null for any other class. */
    static @Nullable Form findMain(Class<?> type) {
        return MainClass.is(type) ? MainForm.of(type) : null;
    }

    private static @Nullable Form findByInterface(Class<?> type) {
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return new BufferForm();
        }
        if (MemorySegment.class.isAssignableFrom(type)) {
            return new SegmentForm();
        }
        if (Path.class.isAssignableFrom(type) && !Serializable.class.isAssignableFrom(type)) {
            return new ValueForm(Tag.PATH, true);
        }
        return findCopy(type);
    }

    /** The JDK's hidden collections that it cannot serialize, views for the most part, travel as copies. */
    private static @Nullable Form findCopy(Class<?> type) {
        if (Serializable.class.isAssignableFrom(type)
                || Modifier.isPublic(type.getModifiers())
                || !type.getName().startsWith("java.util.")) {
            return null;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return new ValueForm(Tag.ENTRY_COPY, true);
        }
        if (Map.class.isAssignableFrom(type)) {
            boolean sorted = SortedMap.class.isAssignableFrom(type);
            return new CollectionForm(sorted ? Tag.TREE_MAP : Tag.LINKED_HASH_MAP, true);
        }
        if (!Collection.class.isAssignableFrom(type)) {
            return null;
        }
        int tag = Tag.ARRAY_LIST;
        if (SortedSet.class.isAssignableFrom(type)) {
            tag = Tag.TREE_SET;
        } else if (Set.class.isAssignableFrom(type)) {
            tag = Tag.LINKED_HASH_SET;
        } else if (Deque.class.isAssignableFrom(type) && !List.class.isAssignableFrom(type)) {
            tag = Tag.LINKED_LIST;
        }
        return new CollectionForm(tag, true);
    }
}
