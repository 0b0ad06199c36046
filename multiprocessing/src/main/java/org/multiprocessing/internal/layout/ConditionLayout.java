package org.multiprocessing.internal.layout;

/**
 * A condition in its cell, and one that waits, in a cell of its own.
 *
 * <pre>
 * condition  40       44       48
 *            +--------+--------+
 *            | head   | tail   |
 *            +--------+--------+
 * waiter     40       44       48       52       56       60       64
 *            +--------+--------+--------+--------+--------+--------+
 *            | state  | link   | cell   |gener.  | guard  |gener.  |
 *            +--------+--------+--------+--------+--------+--------+
 * </pre>
 *
 * Head, tail and links are numbers of cells plus one, 0 for none, and change under the guard only. A head of 0 means that nobody
 * waits. The tail is a waiter from which the end is found, or 0: whoever dies in between has not got further than that.
 *
 * <p>The state says how the wait stands, for its owner, and has a bit for as long as the waiter is, or may be, in the list. Whoever
 * makes it 0 has the cell: the owner as the last step of its wait, or the one that takes it out of the list after that. Who is in the
 * list of a condition that has been freed is taken out by nobody; whoever frees the condition, or its guard, frees that.
 */
public final class ConditionLayout {
    public static final int HEAD = SlabLayout.PRIMITIVE;
    public static final int TAIL = HEAD + Integer.BYTES;

    public static final int STATE = SlabLayout.PRIMITIVE;
    public static final int LINK = STATE + Integer.BYTES;
    public static final int CELL = LINK + Integer.BYTES;
    public static final int CELL_GENERATION = CELL + Integer.BYTES;
    public static final int GUARD = CELL_GENERATION + Integer.BYTES;
    public static final int GUARD_GENERATION = GUARD + Integer.BYTES;

    public static final int STATE_DONE = 0;
    public static final int STATE_WAITING = 1;
    public static final int STATE_SIGNALLED = 2;

    /** It has given up by itself. */
    public static final int STATE_LEFT = 3;

    public static final int LINKED = 4;

    private ConditionLayout() {}
}
