package org.multiprocessing.internal.shm;

/** Who a process of a session is, in one number: its generation and its slot. */
public final class Identity {
    private static final int SLOT_BITS = 10;
    private static final int GENERATION_MASK = (1 << 21) - 1;

    private Identity() {}

    /** Returns the identity of the process in an entry. */
    public static int of(ProcessEntry entry) {
        return of(entry.slot(), entry.generation());
    }

    /** Returns the identity of the process in a slot. */
    public static int of(int slot, int generation) {
        return (generation & GENERATION_MASK) << SLOT_BITS | slot;
    }

    /** Returns the slot of a process. */
    public static int slot(int identity) {
        return identity & (1 << SLOT_BITS) - 1;
    }
}
