package org.multiprocessing.internal.cell;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.multiprocessing.serial.ObjectClosedException;

/** Where the cells of primitives come from, and how threads wait for them: shared by a session, or private to this JVM. */
public interface Cells {
    /** What {@link #wake} says where those that wait look again by themselves. */
    int NOBODY_SLEEPS = -1;

    /** Returns those of this JVM's session. */
    static Cells shared() {
        return SharedCells.current();
    }

    /** Returns those that only threads of this JVM share. */
    static Cells local() {
        return LocalCells.INSTANCE;
    }

    /** Takes a free cell, zeroed. */
    Cell take(int kind, int flags);

    /** Takes a free cell with {@code bytes} of zeroed data of its own, found by {@link #data}. */
    Cell takeWithData(int kind, int flags, long bytes);

    /** Returns the data of a cell that was taken with some. */
    MemorySegment data(Cell cell);

    /** Adds data to a cell that was taken with some: of unspecified content, under a number other than 0. */
    void addData(Cell cell, int number, long bytes);

    /** Returns data that was added. */
    MemorySegment addedData(Cell cell, int number);

    /** Gives the memory of added data back at once; nobody may use it any more, in any process. */
    void dropData(Cell cell, int number);

    /** Returns the cell with a number, as whoever uses it now. */
    Cell at(int number);

    /** Does something with every cell of a kind that is in use. */
    void each(int kind, Consumer<Cell> action);

    /** Returns whether there is a cell of a kind as described, at one moment: none is taken or freed meanwhile. */
    boolean hasAny(int kind, Predicate<Cell> description);

    /** Does something while no cell is taken or freed, and nobody is at {@link #hasAny}. */
    void alone(Runnable action);

    /**
     * Has something done, by another thread, each time that {@link WaitQueue#tellWatchers} is called for a cell, and sometimes for no
     * reason. Look at the cell after this.
     *
     * @return what ends it
     */
    Runnable watch(Cell cell, Runnable wake);

    /** Tells those that watch a cell. */
    void rouse(Cell cell);

    /** Returns the cell that a handle from another process names. */
    default Cell find(int number, int generation, int kind) {
        Cell cell = at(number);
        if (cell.generation() != generation) {
            throw new ObjectClosedException("this shared object has been freed");
        }
        if (cell.kind() != kind) {
            throw new IllegalStateException("the cell " + number + " has kind " + cell.kind() + ", not " + kind);
        }
        return cell;
    }

    /** Gives a cell back, and lets those that wait for it find out; does nothing if somebody has done so. */
    void free(Cell cell);

    /** Returns who this process is, as the owner of what it takes: not 0 and not negative. */
    int self();

    /** Returns who the parent of this process is; this one itself if it has none. */
    int parent();

    /** Returns the pid of a process, by what {@link #self} says in it. */
    long pid(int identity);

    /** Returns whether other processes can have a handle of a cell. */
    boolean isShared();

    /**
     * Sleeps while the word at an offset of a cell holds {@code expected}, until woken, or interrupted if that is wanted, or
     * {@code nanos} have passed. May return early for no reason.
     *
     * @return whether it was woken, as far as that is known
     */
    boolean sleep(Cell cell, int offset, int expected, long nanos, Sleep how);

    /** Wakes sleepers of a word that was just changed; returns how many were woken, or {@link #NOBODY_SLEEPS}. */
    int wake(Cell cell, int offset, int count);

    /** Looks whether a process that has something to do with a cell has died, and repairs what it has left, if so. */
    void look(Cell cell);
}
