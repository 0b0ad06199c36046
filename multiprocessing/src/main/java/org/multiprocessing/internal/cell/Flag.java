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
        cell.setInt(EventLayout.FLAG, 1);
        cell.getAndAddInt(EventLayout.SETS, 1);
        queue.wakeAll();
    }

    public void clear() {
        cell.check();
        cell.setInt(EventLayout.FLAG, 0);
    }

    public boolean isSet() {
        cell.check();
        return cell.getInt(EventLayout.FLAG) != 0;
    }

    /** Waits until it is set; returns false if the time is over before. */
    public boolean await(long nanos) throws InterruptedException {
        cell.check();
        int sets = cell.getInt(EventLayout.SETS);
        return queue.awaitTogether(
                () -> cell.getInt(EventLayout.FLAG) != 0 || cell.getInt(EventLayout.SETS) != sets, nanos, true);
    }
}
