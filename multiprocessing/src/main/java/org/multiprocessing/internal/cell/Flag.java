package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.EventLayout;

/** An event: a flag, and a count of how often it was set, so that who waited goes on although it was cleared at once. */
public final class Flag {
    private final Cell cell;
    private final WaitQueue queue;

    public Flag(Cell cell) {
        this.cell = cell;
        this.queue = new WaitQueue(cell);
    }

    public void set() {
        cell.check();
        int state = state();
        while (!cell.casInt(EventLayout.STATE, state, (state + EventLayout.ONCE) | EventLayout.SET)) {
            state = state();
        }
        queue.wakeAll();
    }

    public void clear() {
        cell.check();
        int state = state();
        while (!cell.casInt(EventLayout.STATE, state, state & ~EventLayout.SET)) {
            state = state();
        }
    }

    private int state() {
        return cell.getInt(EventLayout.STATE);
    }

    public boolean isSet() {
        cell.check();
        return isSet(state());
    }

    private static boolean isSet(int state) {
        return (state & EventLayout.SET) != 0;
    }

    /** Waits until it is set; returns false if the time is over before. */
    public boolean await(long nanos) throws InterruptedException {
        cell.check();
        int before = state() | EventLayout.SET;
        return queue.awaitTogether(
                () -> {
                    int state = state();
                    return isSet(state) || (state | EventLayout.SET) != before;
                },
                nanos,
                true);
    }
}
