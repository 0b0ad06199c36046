package org.multiprocessing.internal.fifo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledge;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * What this process holds of a queue: the end where messages go in, the one where they come out, or, of a queue that is used from
 * both ends, everything. Another process learns by looking for holds; so does a message that has one on its way.
 */
public final class Ends {
    /** Messages go in. */
    public static final int SEND = 1;

    /** Messages come out. */
    public static final int RECEIVE = 2;

    /** Both, of a queue whose users are all alike. */
    public static final int BOTH = 3;

    /** Whatever this process holds. */
    static final int ANY = 0;

    /** What was sent from here or has come here, and was not closed: what comes again is the same. */
    private static final Map<CellHandle, Fifo> TRAVELLED = new HashMap<>();

    private final Fifo fifo;
    private final Cell cell;
    private final @Nullable Attachment[] holds = new @Nullable Attachment[BOTH + 1];

    /** Bits of what may be done here. */
    private volatile int open;

    /** Whether the users are all alike. */
    private volatile boolean isQueue;

    /** By end: how many changes there were when it was looked for holders, and whether there were any. */
    private final AtomicLongArray seen = new AtomicLongArray(new long[] {-1, -1, -1, -1});

    Ends(Fifo fifo) {
        this.fifo = fifo;
        this.cell = fifo.cell();
    }

    /** Begins to hold an end, if this process does not hold it. */
    public void hold(int end) {
        synchronized (TRAVELLED) {
            if (holds[end] == null && !fifo.isLocal()) {
                holds[end] = Attachment.make(cell, SlabLayout.KIND_HOLDER, end);
            }
            isQueue = end == BOTH;
            open |= end;
        }
    }

    /** Throws {@code ObjectClosedException} if an end is closed here, or the queue has been freed. */
    void check(int end) {
        int now = open;
        if (end == ANY ? now == 0 : (now & end) == 0) { // first: when the last one has closed it, it is freed, too
            throw new ObjectClosedException("closed in this process");
        }
        cell.check();
    }

    /** Returns whether this process has closed an end. */
    public boolean isClosed(int end) {
        return (open & end) == 0 || cell.isFreed();
    }

    /** Gives up an end; what waits here finds out. */
    public void close(int end) {
        Attachment hold;
        synchronized (TRAVELLED) {
            if ((open & end) == 0) {
                return;
            }
            open &= ~end;
            hold = holds[end];
            holds[end] = null;
            if (open == 0) {
                TRAVELLED.remove(cell.handle());
            }
        }
        if (!cell.isFreed()) {
            fifo.wakeEverybody();
            if (hold != null) {
                hold.endHold();
            }
        }
    }

    /** Returns whether any process holds an end. Looks for them only after one has given up a hold. */
    boolean any(int end) {
        if (isQueue) {
            return true;
        }
        if (fifo.isLocal()) {
            return (open & end) != 0;
        }
        long changes = Integer.toUnsignedLong(cell.getInt(FifoLayout.CHANGES)) << 1; // first: a later one is another
        long known = seen.get(end);
        if ((known & ~1) == changes) {
            return known != changes;
        }
        boolean held = Attachment.any(cell, SlabLayout.KIND_HOLDER, end);
        seen.set(end, held ? changes | 1 : changes);
        return held;
    }

    /** Appends an end to a handle; the message holds it until it has arrived. */
    public void write(Encoder out, int end) {
        check(end);
        Attachment hold = Attachment.make(cell, SlabLayout.KIND_HOLDER, end);
        out.pledge(new Hold(hold));
        out.writeInt(hold.cell().number());
        out.writeInt(hold.cell().generation());
        synchronized (TRAVELLED) {
            TRAVELLED.values().removeIf(known -> known.cell().isFreed());
            TRAVELLED.put(cell.handle(), fifo);
        }
    }

    /** Reads an end that has arrived, which this process holds from now on. */
    public static Fifo read(Decoder in, Cell cell, int end) throws IOException {
        Cells cells = cell.home();
        int number = in.readInt();
        int generation = in.readInt();
        Fifo fifo;
        synchronized (TRAVELLED) {
            Fifo known = TRAVELLED.get(cell.handle());
            fifo = known != null ? known : Fifo.of(cell);
            TRAVELLED.put(cell.handle(), fifo);
            fifo.ends().hold(end);
        }
        Attachment message = Attachment.at(cells, number);
        if (!in.isLooking() && message.cell().generation() == generation) { // else the same message was read before
            message.end();
        }
        return fifo;
    }

    private record Hold(Attachment attachment) implements Pledge {
        @Override
        public void withdraw() {
            attachment.endHold();
        }
    }
}
