package org.multiprocessing.manager;

import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;

/** Makes the fifos between clients and servers. */
final class ManagerFifos {
    /** A message may take more if it is alone. */
    private static final long LIMIT = 32 << 20;

    private static final long LARGEST_SEGMENT = 4 << 20;

    private ManagerFifos() {}

    /** Makes one whose both ends this process holds, and which is about to be told of elsewhere. */
    static Fifo create() {
        Fifo fifo = Fifo.create(Cells.shared(), Long.MAX_VALUE, LIMIT, LARGEST_SEGMENT, false);
        fifo.ends().hold(Ends.SEND);
        fifo.ends().hold(Ends.RECEIVE);
        fifo.cell().markSent();
        return fifo;
    }
}
