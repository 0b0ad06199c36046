package org.multiprocessing.manager;

import org.multiprocessing.memory.CharArray;

/** An array of {@code char} elements of a manager. */
record ManagedCharArray(ArrayService service) implements CharArray, ManagedArray {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public char get(int index) {
        return (char) service.get(index);
    }

    @Override
    public void set(int index, char value) {
        service.set(index, value);
    }

    @Override
    public boolean compareAndSet(int index, char expected, char value) {
        return service.compareAndSet(index, expected, value);
    }

    @Override
    public char[] toArray() {
        return (char[]) service.copy();
    }

    @Override
    public char[] toArray(int from, int to) {
        return (char[]) service.copy(from, to);
    }

    @Override
    public void copyFrom(char[] source, int sourceIndex, int index, int count) {
        write(source, source.length, sourceIndex, index, count);
    }

    @Override
    public void fill(char value) {
        service.fill(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
