package org.multiprocessing.internal.cell;

/**
 * How long to look out for something before sleeping, by whether that was of use the last times. If it comes from a thread on
 * another processor, looking out for longer than a wake-up takes (50 us) saves both sides the system's calls; two that wait for each
 * other and look out for less would both go on sleeping for ever. If it comes from a thread that needs this processor, or long after,
 * looking out is a waste.
 */
public final class Eagerness {
    /** A processor's pauses, of some 15 ns. */
    private static final int MOST = 12_000;

    private static final int LEAST = 100;

    /** After so many times in vain, it is tried once again. */
    private static final int TRIAL = 32;

    private int pauses = MOST;
    private int inVain;

    /** Threads may lose an update here, which does no harm. */
    Spin spin() {
        return Spin.frequent(inVain % TRIAL == TRIAL - 1 ? MOST : pauses);
    }

    /** Notes that it came while the caller looked out for it. */
    void seen() {
        pauses = MOST;
        inVain = 0;
    }

    /** Notes that the caller had to sleep. */
    void missed() {
        pauses = Math.max(LEAST, pauses / 4);
        inVain++;
    }
}
