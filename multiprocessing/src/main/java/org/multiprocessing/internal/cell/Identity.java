package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.shm.ProcessEntry;

/** Who a process of a session is, in one number: its generation and its slot. */
final class Identity {
    private static final int SLOT_BITS = 10;
    private static final int GENERATION_MASK = (1 << 21) - 1;

    private Identity() {}

    static int of(ProcessEntry entry) {
        return of(entry.slot(), entry.generation());
    }

    static int of(int slot, int generation) {
        return (generation & GENERATION_MASK) << SLOT_BITS | slot;
    }

    static int slot(int identity) {
        return identity & (1 << SLOT_BITS) - 1;
    }
}
