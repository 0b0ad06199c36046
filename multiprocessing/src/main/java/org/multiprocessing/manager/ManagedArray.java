package org.multiprocessing.manager;

import java.lang.reflect.Array;
import java.util.Objects;

/** What arrays of a manager share. Ranges travel in one call. */
interface ManagedArray extends ManagedGuarded {
    @Override
    ArrayService service();

    /** Sends a part of an array of Java's. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are of the same type
    default void write(Object source, int sourceLength, int sourceIndex, int index, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, sourceLength);
        Object part = Array.newInstance(source.getClass().getComponentType(), count);
        System.arraycopy(source, sourceIndex, part, 0, count);
        service().copyFrom(part, index);
    }
}
