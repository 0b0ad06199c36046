package org.multiprocessing.internal.layout;

/**
 * A barrier in its cell, and a process that takes part, in a cell of its own.
 *
 * <pre>
 * barrier  40                48       52      56                64              party  40       44       48       52       56
 *          +-----------------+--------+-------+-----------------+-----------+          +--------+--------+--------+--------+
 *          | state           |parties |       | pid of the dead | its name  |          |waiting |        | cell   |gener.  |
 *          +-----------------+--------+-------+-----------------+-----------+          +--------+--------+--------+--------+
 *
 * state: | generation (24 bits) | broken (1) | how many have come (15) | how the last 24 generations ended (24) |
 * </pre>
 *
 * In the last part, a bit is 1 where a generation was broken or reset; the lowest is that of the generation before.
 */
public final class BarrierLayout {
    public static final int STATE = SlabLayout.PRIMITIVE;
    public static final int PARTIES = STATE + Long.BYTES;

    public static final int HISTORY_BITS = 24;
    public static final int COUNT_BITS = 15;
    public static final int GENERATION_BITS = 24;

    public static final int MAX_PARTIES = (1 << COUNT_BITS) - 1;

    public static final int WAITING = SlabLayout.PRIMITIVE;
    public static final int CELL = WAITING + 2 * Integer.BYTES;
    public static final int CELL_GENERATION = CELL + Integer.BYTES;

    private BarrierLayout() {}
}
