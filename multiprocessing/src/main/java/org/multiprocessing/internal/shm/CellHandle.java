package org.multiprocessing.internal.shm;

import org.multiprocessing.serial.ObjectClosedException;

/** Names one use of one cell of the slab, for any process of the session. */
public record CellHandle(int cell, int generation) {
    void check(int found, String what) {
        if (found != generation) {
            throw new ObjectClosedException("this " + what + " has been freed");
        }
    }
}
