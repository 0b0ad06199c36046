package org.multiprocessing.manager;

import org.multiprocessing.memory.LongArray;

/** An array of {@code long} elements of a manager. */
record ManagedLongArray(ArrayService service) implements LongArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public long get(int index) {
        return (long) service.get(index);
    }

    @Override
    public void set(int index, long value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public long getAndAdd(int index, long delta) {
        return (long) service.getAndAdd(index, delta);
    }

    @Override
    public long[] toArray() {
        return (long[]) service.copy();
    }

    @Override
    public long[] toArray(int from, int to) {
        return (long[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(long[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(long value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
