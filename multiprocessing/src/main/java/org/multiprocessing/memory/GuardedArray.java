package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.StringJoiner;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.serial.Encoder;

/** Elements of the same size, one behind the other; all ranges are checked here. */
abstract class GuardedArray<E> extends GuardedObject implements Iterable<E> {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final transient int length;
    private final transient int elementBytes;

    GuardedArray(Cell cell, int length, int elementBytes) {
        super(cell, (long) length * elementBytes);
        this.length = length;
        this.elementBytes = elementBytes;
    }

    /** Takes a cell for an array, zeroed. */
    static Cell take(boolean shared, int length, int elementBytes) {
        if (length < 0) {
            throw new IllegalArgumentException("an array of length " + length + "; at least 0 is allowed");
        }
        return take(shared, (long) length * elementBytes);
    }

    public final int length() {
        return length;
    }

    /** Returns where an element lies. */
    final long at(int index) {
        return (long) Objects.checkIndex(index, length) * elementBytes;
    }

    /** Returns the size of a range within the array. */
    final int checkRange(int from, int to) {
        cell().check();
        Objects.checkFromToIndex(from, to, length);
        return to - from;
    }

    final void read(ValueLayout layout, int from, Object target, int count) {
        MemorySegment.copy(live(), layout, (long) from * elementBytes, target, 0, count);
    }

    final void write(ValueLayout layout, int index, Object source, int sourceLength, int sourceIndex, int count) {
        MemorySegment memory = live();
        Objects.checkFromIndexSize(sourceIndex, count, sourceLength);
        Objects.checkFromIndexSize(index, count, length);
        MemorySegment.copy(source, sourceIndex, memory, layout, (long) index * elementBytes, count);
    }

    @Override
    void writeShape(Encoder out) {
        out.writeInt(length);
    }

    @Override
    final String content() {
        cell().check();
        StringJoiner text = new StringJoiner(", ");
        int shown = 0;
        for (E element : this) {
            if (shown == SHOWN) {
                text.add("... " + length + " in all");
                break;
            }
            text.add(String.valueOf(element));
            shown++;
        }
        return text.toString();
    }
}
