package org.multiprocessing.internal.layout;

/**
 * A semaphore in its cell, and what one thread holds of it, in a cell of its own.
 *
 * <pre>
 * semaphore  40                48       52          hold  40                48       52       56        60
 *            +--------+--------+--------+                 +--------+--------+--------+--------+---------+
 *            | stamp  |permits | bound  |                 |pending | state  | cell   |gener.  |confirmed|
 *            +--------+--------+--------+                 +--------+--------+--------+--------+---------+
 * </pre>
 *
 * Stamp and permits change in one step, and so do pending and state. A hold announces as pending the stamp with which it is
 * about to change the permits; whoever overwrites a stamp confirms it in the hold first. So whoever repairs can tell whether a
 * process that died in between has changed the permits or not.
 *
 * <pre>
 * stamp: | number of the hold's cell (20 bits) | counter (12 bits) |, 0 for none
 * </pre>
 */
public final class SemaphoreLayout {
    public static final int PERMITS = SlabLayout.PRIMITIVE;
    public static final int BOUND = PERMITS + Long.BYTES;

    public static final int HOLD = SlabLayout.PRIMITIVE;
    public static final int HOLD_CELL = HOLD + Long.BYTES;
    public static final int HOLD_GENERATION = HOLD_CELL + Integer.BYTES;
    public static final int CONFIRMED = HOLD_GENERATION + Integer.BYTES;

    public static final int STAMP_COUNTER_BITS = 12;

    public static final int STATE_IDLE = 0;
    public static final int STATE_HELD = 1;

    private SemaphoreLayout() {}
}
