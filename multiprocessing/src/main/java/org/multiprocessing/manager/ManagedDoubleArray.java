package org.multiprocessing.manager;

import org.multiprocessing.memory.DoubleArray;

/** An array of {@code double} elements of a manager. */
record ManagedDoubleArray(ArrayService service) implements DoubleArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public double get(int index) {
        return (double) service.get(index);
    }

    @Override
    public void set(int index, double value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, double expected, double value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public double getAndAdd(int index, double delta) {
        return (double) service.getAndAdd(index, delta);
    }

    @Override
    public double[] toArray() {
        return (double[]) service.copy();
    }

    @Override
    public double[] toArray(int from, int to) {
        return (double[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(double[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(double value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
