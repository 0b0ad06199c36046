package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.multiprocessing.internal.cell.Cell;

/** Elements of type {@code char} in a cell, or in a file of their own. */
final class CellCharArray extends GuardedArray<Character> implements CharArray {
    private static final long serialVersionUID = 1L;

    CellCharArray(Cell cell, int length) {
        super(cell, length, Character.BYTES);
    }

    @Override
    int type() {
        return GuardedHandles.CHAR_ARRAY;
    }

    @Override
    public char get(int index) {
        return Access.getChar(live(), at(index));
    }

    @Override
    public void set(int index, char value) {
        Access.setChar(live(), at(index), value);
    }

    @Override
    public boolean compareAndSet(int index, char expected, char value) {
        return Access.compareAndSetChar(live(), at(index), expected, value);
    }

    @Override
    public char[] toArray(int from, int to) {
        char[] copy = new char[checkRange(from, to)];
        read(ValueLayout.JAVA_CHAR, from, copy, copy.length);
        return copy;
    }

    @Override
    public void copyFrom(char[] source, int sourceIndex, int index, int count) {
        write(ValueLayout.JAVA_CHAR, index, source, source.length, sourceIndex, count);
    }

    @Override
    public void fill(char value) {
        MemorySegment memory = live();
        for (int i = 0; i < length(); i++) {
            memory.setAtIndex(ValueLayout.JAVA_CHAR, i, value);
        }
    }
}
