package org.multiprocessing.manager;

import org.multiprocessing.memory.FloatArray;

/** An array of {@code float} elements of a manager. */
record ManagedFloatArray(ArrayService service) implements FloatArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public float get(int index) {
        return (float) service.get(index);
    }

    @Override
    public void set(int index, float value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, float expected, float value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public float getAndAdd(int index, float delta) {
        return (float) service.getAndAdd(index, delta);
    }

    @Override
    public float[] toArray() {
        return (float[]) service.copy();
    }

    @Override
    public float[] toArray(int from, int to) {
        return (float[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(float[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(float value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
