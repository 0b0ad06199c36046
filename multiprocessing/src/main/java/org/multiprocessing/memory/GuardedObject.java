package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.LockLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Primitives;

/** A cell with a guard and with memory behind it: in the cell what fits there, in a file of its own what does not. */
abstract class GuardedObject extends CellObject implements Guarded {
    private static final long serialVersionUID = 1L;

    private final transient MemorySegment memory;
    private final transient long bytes;
    private transient @Nullable Lock guard;

    GuardedObject(Cell cell, long bytes) {
        super(cell);
        this.bytes = bytes;
        this.memory = isInCell(bytes)
                ? cell.slice(LockLayout.VALUE, (int) padded(bytes))
                : cell.home().data(cell);
    }

    /** Takes a cell with so much memory, zeroed. */
    static Cell take(boolean shared, long bytes) {
        Cells cells = shared ? Cells.shared() : Cells.local();
        return isInCell(bytes)
                ? cells.take(SlabLayout.KIND_GUARDED, SlabLayout.FLAG_SELF_REPAIRING)
                : cells.takeWithData(SlabLayout.KIND_GUARDED, SlabLayout.FLAG_SELF_REPAIRING, padded(bytes));
    }

    static boolean isInCell(long bytes) {
        return bytes <= LockLayout.VALUE_CAPACITY;
    }

    /** Whole words: {@link Access} changes small numbers with what is around them. */
    private static long padded(long bytes) {
        return Math.addExact(bytes, Long.BYTES - 1) & -Long.BYTES;
    }

    /** Returns the number by which other processes know what kind of object this is. */
    abstract int type();

    /** Returns what to show of the content. */
    abstract String content();

    /** Writes what the receiver needs beside type and cell. */
    void writeShape(Encoder out) {}

    /** Returns whether this holds records of that layout, or none if it is null. */
    boolean hasLayout(@Nullable RecordLayout<?> other) {
        return other == null;
    }

    /** Returns the memory if this has not been freed. */
    final MemorySegment live() {
        cell().check();
        return memory;
    }

    @Override
    public final Lock guard() {
        cell().check();
        Lock known = guard;
        if (known == null) {
            known = Primitives.guard(this);
            guard = known; // another thread may do the same: they are equal
        }
        return known;
    }

    @Override
    public final MemorySegment segment() {
        MemorySegment live = live();
        if (isInCell(bytes)) {
            cell().markSent(); // the segment does not keep this reachable, and the cell must not be another's meanwhile
        }
        return live.asSlice(0, bytes);
    }

    @Override
    public final void close() {
        if (cell().isOwn()) {
            free();
        }
    }

    @Override
    public final int handleKind() {
        return GuardedHandles.KIND;
    }

    @Override
    public final void writeHandle(Encoder out) {
        GuardedHandles.write(out, this);
    }

    /** The name of the interface, as in {@code IntValue[5]}. */
    @Override
    public final String toString() {
        String name = getClass().getInterfaces()[0].getSimpleName();
        try {
            return name + "[" + content() + "]";
        } catch (ObjectClosedException e) {
            return name + "[freed]";
        }
    }
}
