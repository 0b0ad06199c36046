package org.multiprocessing.manager;

import org.multiprocessing.memory.BooleanArray;

/** An array of {@code boolean} elements of a manager. */
record ManagedBooleanArray(ArrayService service) implements BooleanArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public boolean get(int index) {
        return (boolean) service.get(index);
    }

    @Override
    public void set(int index, boolean value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, boolean expected, boolean value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public boolean[] toArray() {
        return (boolean[]) service.copy();
    }

    @Override
    public boolean[] toArray(int from, int to) {
        return (boolean[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(boolean[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(boolean value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
