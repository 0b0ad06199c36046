package org.multiprocessing.internal.layout;

/**
 * An event in its cell.
 *
 * <pre>
 * 40       44
 * +--------+
 * | state  |
 * +--------+
 *
 * state: | how often it was set (31 bits) | whether it is set (1) |
 * </pre>
 *
 * The count is for those that waited when it was set, and go on although it was cleared at once. Both are one word: in two, who saw
 * the first of them, and waited again, would take the second for another set.
 */
public final class EventLayout {
    public static final int STATE = SlabLayout.PRIMITIVE;

    public static final int SET = 1;

    /** What is added each time it is set. */
    public static final int ONCE = 2;

    private EventLayout() {}
}
