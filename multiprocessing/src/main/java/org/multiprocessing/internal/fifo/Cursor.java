package org.multiprocessing.internal.fifo;

/** A place in a queue, of a message that may have been taken meanwhile. */
public final class Cursor {
    private long index = -1;
    private int entry;
    private long offset;

    long index() {
        return index;
    }

    int entry() {
        return entry;
    }

    long offset() {
        return offset;
    }

    void set(long newIndex, int newEntry, long newOffset) {
        index = newIndex;
        entry = newEntry;
        offset = newOffset;
    }

    void pass(Frame frame) {
        index++;
        offset += frame.size();
    }

    /** Returns another one for the same place. */
    Cursor copy() {
        Cursor copy = new Cursor();
        copy.set(index, entry, offset);
        return copy;
    }
}
