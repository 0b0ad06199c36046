package org.multiprocessing.manager;

import org.multiprocessing.memory.ByteArray;

/** An array of {@code byte} elements of a manager. */
record ManagedByteArray(ArrayService service) implements ByteArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public byte get(int index) {
        return (byte) service.get(index);
    }

    @Override
    public void set(int index, byte value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, byte expected, byte value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public byte getAndAdd(int index, byte delta) {
        return (byte) service.getAndAdd(index, delta);
    }

    @Override
    public byte[] toArray() {
        return (byte[]) service.copy();
    }

    @Override
    public byte[] toArray(int from, int to) {
        return (byte[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(byte[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(byte value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
