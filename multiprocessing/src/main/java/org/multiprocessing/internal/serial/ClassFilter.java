package org.multiprocessing.internal.serial;

import java.io.ObjectInputFilter;

/** Asks a filter for a class outside an object stream. */
final class ClassFilter implements ObjectInputFilter.FilterInfo {

    private final Class<?> type;

    private ClassFilter(Class<?> type) {
        this.type = type;
    }

    static boolean accepts(ObjectInputFilter filter, Class<?> type) {
        return filter.checkInput(new ClassFilter(type)) != ObjectInputFilter.Status.REJECTED;
    }

    @Override
    public Class<?> serialClass() {
        return type;
    }

    @Override
    public long arrayLength() {
        return -1;
    }

    @Override
    public long depth() {
        return 1;
    }

    @Override
    public long references() {
        return 1;
    }

    @Override
    public long streamBytes() {
        return 0;
    }
}
