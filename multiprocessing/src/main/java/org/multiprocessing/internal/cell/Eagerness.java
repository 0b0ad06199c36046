package org.multiprocessing.internal.cell;

/**
 * How long to look out for something before sleeping, by how long it took the last time. To be woken may take 50 us: two that wait
 * for each other, and look out for less than that, would both go on sleeping for ever.
 */
public final class Eagerness {
    private static final long SOON_NANOS = 200_000;

    private volatile boolean soon = true;

    Spin spin() {
        return soon ? Spin.patient() : Spin.frequent();
    }

    /** Notes that it came while the caller looked out for it. */
    void looked() {
        if (!soon) {
            soon = true;
        }
    }

    /** Notes that the caller slept until it came, or the time was over. */
    void slept(long nanos) {
        soon = nanos < SOON_NANOS;
    }
}
