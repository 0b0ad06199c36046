package org.multiprocessing.internal.cell;

/** An object that lives in a cell. */
public interface InCell {
    /** Returns the cell. */
    Cell cell();
}
