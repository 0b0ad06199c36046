package org.multiprocessing.memory;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The elements of an array one by one, each read when it is asked for. */
final class Elements<E extends @Nullable Object> implements Iterator<E> {
    private final int length;
    private final IntFunction<E> reader;
    private int next;

    Elements(int length, IntFunction<E> reader) {
        this.length = length;
        this.reader = reader;
    }

    static void checkCount(int values, int length) {
        if (values != length) {
            throw new IllegalArgumentException(
                    values + " values for an array of length " + length + "; copyFrom(...) sets a part of it");
        }
    }

    @Override
    public boolean hasNext() {
        return next < length;
    }

    @Override
    public E next() {
        if (next == length) {
            throw new NoSuchElementException("the array has " + length + " elements");
        }
        return reader.apply(next++);
    }
}
