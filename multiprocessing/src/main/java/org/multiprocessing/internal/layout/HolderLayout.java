package org.multiprocessing.internal.layout;

/**
 * That a process holds another cell, or has something to do with it, in a cell that goes with the process.
 *
 * <pre>
 * 40       44       48       52       56       60       64       72       80
 * +--------+--------+--------+--------+--------+--------+--------+--------+
 * |target  |gener.  |role    |dead    |open or |carrier,|pid     |carrier,|
 * |        |        |        |        |carrier |gener.  |        |index   |
 * +--------+--------+--------+--------+--------+--------+--------+--------+
 * </pre>
 */
public final class HolderLayout {
    public static final int TARGET = SlabLayout.PRIMITIVE;
    public static final int TARGET_GENERATION = TARGET + Integer.BYTES;

    /** Which end it holds, or the entry of the memory that it has borrowed; 0 before that is so. */
    public static final int ROLE = TARGET_GENERATION + Integer.BYTES;

    /** As a role: it is ending. Nothing is held any more, but the others may not have been told. */
    public static final int ROLE_ENDED = -1;

    /** Of a consumer: the process is dead. */
    public static final int DEAD = ROLE + Integer.BYTES;

    /** Of a consumer: how many items it has taken and not reported, unless the queue knows better. */
    public static final int OPEN = DEAD + Integer.BYTES;

    /** Of a hold: the queue in which the message lies that has it; from then on it does not go with the process. */
    public static final int CARRIER = OPEN;

    public static final int CARRIER_GENERATION = CARRIER + Integer.BYTES;

    /** The generation if there is none. */
    public static final int NO_CARRIER = -1;

    /** Its pid. */
    public static final int PID = 64;

    /** Of a hold with a carrier: how many messages it had when this one was put. It lies there once there are more. */
    public static final int CARRIER_INDEX = PID + Long.BYTES;

    private HolderLayout() {}
}
