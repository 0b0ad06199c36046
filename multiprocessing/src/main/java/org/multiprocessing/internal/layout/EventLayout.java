package org.multiprocessing.internal.layout;

/**
 * An event in its cell.
 *
 * <pre>
 * 40       44       48
 * +--------+--------+
 * | flag   | sets   |
 * +--------+--------+
 * </pre>
 *
 * Sets counts how often it was set, so that those that waited then go on although it was cleared at once.
 */
public final class EventLayout {
    public static final int FLAG = SlabLayout.PRIMITIVE;
    public static final int SETS = FLAG + Integer.BYTES;

    private EventLayout() {}
}
