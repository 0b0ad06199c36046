package org.multiprocessing.internal.cell;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.serial.ObjectClosedException;

/** A cell in use: {@link SlabLayout#SIZE} bytes that a primitive lives in, and the operations on their words. */
public final class Cell {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Cells home;
    private final MemorySegment memory;
    private final long at;
    private final int number;
    private final int generation;

    /** Null in all but those that have data in memory of this JVM. */
    private volatile @Nullable Map<Integer, MemorySegment> kept;

    Cell(Cells home, MemorySegment memory, long at, CellHandle handle) {
        this.home = home;
        this.memory = memory;
        this.at = at;
        this.number = handle.cell();
        this.generation = handle.generation();
    }

    /** Throws {@code ObjectClosedException} if it has been freed. */
    public void check() {
        if (isFreed()) {
            throw new ObjectClosedException("this shared object has been freed");
        }
    }

    public boolean isFreed() {
        return getInt(SlabLayout.GENERATION) != generation;
    }

    /** Has other memory live as long as this. */
    synchronized void keep(int key, MemorySegment other) {
        Map<Integer, MemorySegment> all = kept;
        if (all == null) {
            all = new ConcurrentHashMap<>();
            kept = all;
        }
        all.put(key, other);
    }

    MemorySegment kept(int key) {
        return Objects.requireNonNull(allKept().get(key), "this cell has no such data");
    }

    void drop(int key) {
        allKept().remove(key);
    }

    private Map<Integer, MemorySegment> allKept() {
        return Objects.requireNonNull(kept, "this cell was taken without data");
    }

    public Cells home() {
        return home;
    }

    public int number() {
        return number;
    }

    public int generation() {
        return generation;
    }

    public CellHandle handle() {
        return new CellHandle(number, generation);
    }

    public int kind() {
        return getInt(SlabLayout.KIND);
    }

    /** Returns whether this process has taken the cell. */
    public boolean isOwn() {
        return getInt(SlabLayout.CREATOR) == home.self();
    }

    public boolean hasFlag(int flag) {
        return (getInt(SlabLayout.FLAGS) & flag) != 0;
    }

    /** Returns whether it outlives the process that took it. */
    public boolean isSent() {
        return hasFlag(SlabLayout.FLAG_SENT);
    }

    /** Says that another process may have a handle from now on, so that the cell outlives the one that took it. */
    public void markSent() {
        if (!isSent()) {
            INT.getAndBitwiseOr(memory, at + SlabLayout.FLAGS, SlabLayout.FLAG_SENT);
        }
    }

    /** Has it go with another process, whoever else has a handle; under the lock of the tables. */
    void goWith(int process) {
        setInt(SlabLayout.CREATOR, process);
        INT.getAndBitwiseAnd(memory, at + SlabLayout.FLAGS, ~SlabLayout.FLAG_SENT);
    }

    /** Returns bytes of the cell. */
    public MemorySegment slice(int offset, int size) {
        return memory.asSlice(at + offset, size);
    }

    long address(int offset) {
        return memory.address() + at + offset;
    }

    public int getInt(int offset) {
        return (int) INT.getVolatile(memory, at + offset);
    }

    public void setInt(int offset, int value) {
        INT.setVolatile(memory, at + offset, value);
    }

    boolean casInt(int offset, int expected, int value) {
        return INT.compareAndSet(memory, at + offset, expected, value);
    }

    public int getAndAddInt(int offset, int delta) {
        return (int) INT.getAndAdd(memory, at + offset, delta);
    }

    /** Returns what is left. */
    int clearBits(int offset, int bits) {
        return (int) INT.getAndBitwiseAnd(memory, at + offset, ~bits) & ~bits;
    }

    public long getLong(int offset) {
        return (long) LONG.getVolatile(memory, at + offset);
    }

    public void setLong(int offset, long value) {
        LONG.setVolatile(memory, at + offset, value);
    }

    /** Writes without a fence: for a word that is announced by a later store, or that only its writer relies on. */
    void putLong(int offset, long value) {
        LONG.set(memory, at + offset, value);
    }

    void putInt(int offset, int value) {
        INT.set(memory, at + offset, value);
    }

    boolean casLong(int offset, long expected, long value) {
        return LONG.compareAndSet(memory, at + offset, expected, value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell
                && cell.home.equals(home)
                && cell.number == number
                && cell.generation == generation;
    }

    @Override
    public int hashCode() {
        return number * 31 + generation;
    }
}
