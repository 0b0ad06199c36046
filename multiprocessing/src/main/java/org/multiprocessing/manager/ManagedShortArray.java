package org.multiprocessing.manager;

import org.multiprocessing.memory.ShortArray;

/** An array of {@code short} elements of a manager. */
record ManagedShortArray(ArrayService service) implements ShortArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public short get(int index) {
        return (short) service.get(index);
    }

    @Override
    public void set(int index, short value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, short expected, short value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public short getAndAdd(int index, short delta) {
        return (short) service.getAndAdd(index, delta);
    }

    @Override
    public short[] toArray() {
        return (short[]) service.copy();
    }

    @Override
    public short[] toArray(int from, int to) {
        return (short[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(short[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(short value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
