package org.multiprocessing.internal.layout;

/**
 * A condition in its cell, and one that waits, in a cell of its own.
 *
 * <pre>
 * condition  40       44       48       52       56       60       waiter  40       44       48       52       56
 *            +--------+--------+--------+--------+--------+                +--------+--------+--------+--------+
 *            | guard  |gener.  | head   | tail   |passed  |                | state  | link   | cell   |gener.  |
 *            |        |        |        |        |on      |                |        |        |        |        |
 *            +--------+--------+--------+--------+--------+                +--------+--------+--------+--------+
 * </pre>
 *
 * Head, tail and links are numbers of cells plus one, 0 for none, and change under the guard only. A head of 0 means that nobody
 * waits; the tail is a hint from which the end is found, for its writer may die before it sets it. Passed on is how many signals
 * the dead have left to the others.
 */
public final class ConditionLayout {
    public static final int GUARD = SlabLayout.PRIMITIVE;
    public static final int GUARD_GENERATION = GUARD + Integer.BYTES;
    public static final int HEAD = GUARD_GENERATION + Integer.BYTES;
    public static final int TAIL = HEAD + Integer.BYTES;
    public static final int PASSED_ON = TAIL + Integer.BYTES;

    public static final int STATE = SlabLayout.PRIMITIVE;
    public static final int LINK = STATE + Integer.BYTES;
    public static final int CELL = LINK + Integer.BYTES;
    public static final int CELL_GENERATION = CELL + Integer.BYTES;

    public static final int STATE_WAITING = 0;
    public static final int STATE_SIGNALLED = 1;

    /** It has given up by itself, or has died. */
    public static final int STATE_LEFT = 2;

    private ConditionLayout() {}
}
