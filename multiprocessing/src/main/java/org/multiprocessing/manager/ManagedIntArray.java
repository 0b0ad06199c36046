package org.multiprocessing.manager;

import org.multiprocessing.memory.IntArray;

/** An array of {@code int} elements of a manager. */
record ManagedIntArray(ArrayService service) implements IntArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public int get(int index) {
        return (int) service.get(index);
    }

    @Override
    public void set(int index, int value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, int expected, int value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public int getAndAdd(int index, int delta) {
        return (int) service.getAndAdd(index, delta);
    }

    @Override
    public int[] toArray() {
        return (int[]) service.copy();
    }

    @Override
    public int[] toArray(int from, int to) {
        return (int[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(int[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(int value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
