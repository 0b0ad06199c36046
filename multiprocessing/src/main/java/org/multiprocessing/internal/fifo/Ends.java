package org.multiprocessing.internal.fifo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
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

    /** When there are more, it is time to look for what is freed. Guarded as they are. */
    private static int mostTravelled = 64;

    private final Fifo fifo;
    private final Cell cell;
    private final @Nullable Attachment[] holds = new @Nullable Attachment[BOTH + 1];

    /** By end: how many messages there are that may be read at any time. */
    private final int[] pledged = new int[BOTH + 1];

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
            hold = takeHoldIfUnneeded(end);
        }
        if (!cell.isFreed()) {
            fifo.wakeEverybody();
        }
        endHold(hold);
    }

    /** Returns the hold of an end, which the caller is to end; null if a message needs it that may be read at any time. */
    private @Nullable Attachment takeHoldIfUnneeded(int end) {
        if ((open & end) != 0 || pledged[end] > 0) {
            return null;
        }
        Attachment hold = holds[end];
        holds[end] = null;
        if (holds[SEND] == null && holds[RECEIVE] == null && holds[BOTH] == null) {
            TRAVELLED.remove(cell.handle());
        }
        return hold;
    }

    private static void endHold(@Nullable Attachment hold) {
        if (hold != null) {
            hold.endHold();
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

    /** Appends an end to a handle; the message holds it until it has arrived, or whoever sends it says so. */
    public void write(Encoder out, int end) {
        check(end);
        synchronized (TRAVELLED) {
            remember(fifo);
        }
        out.writeByte(out.isRepeated() ? 1 : 0);
        if (out.isRepeated()) {
            pledge(end);
            out.pledge(new Repeated(this, end));
        } else {
            Attachment hold = Attachment.make(cell, SlabLayout.KIND_HOLDER, end);
            out.pledge(new Once(hold));
            out.writeInt(hold.cell().number());
            out.writeInt(hold.cell().generation());
        }
    }

    private static void remember(Fifo fifo) {
        if (TRAVELLED.put(fifo.cell().handle(), fifo) == null && TRAVELLED.size() > mostTravelled) {
            TRAVELLED.values().removeIf(known -> known.cell().isFreed()); // by another process
            mostTravelled = Math.max(mostTravelled, 2 * TRAVELLED.size());
        }
    }

    /** Of a message that is read once: it has a hold of its own, which whoever reads it ends. */
    private record Once(Attachment hold) implements Pledge {
        @Override
        public void withdraw() {
            hold.endHold();
        }

        @Override
        public void carriedBy(int number, int generation, long index) {
            hold.carriedBy(number, generation, index);
        }

        @Override
        public void goesToParent() {
            hold.giveToParent();
        }
    }

    /** Of a message that this process ends: for so long, it keeps its own hold. */
    private record Repeated(Ends ends, int end) implements Pledge {
        @Override
        public void withdraw() {
            ends.endPledge(end);
        }

        @Override
        public void carriedBy(int number, int generation, long index) {
            throw new IllegalStateException("a message in a queue is read once");
        }

        @Override
        public void goesToParent() {
            throw new IllegalStateException("a result is read once");
        }
    }

    private void pledge(int end) {
        synchronized (TRAVELLED) {
            pledged[end]++;
        }
    }

    private void endPledge(int end) {
        Attachment hold;
        synchronized (TRAVELLED) {
            pledged[end]--;
            hold = takeHoldIfUnneeded(end);
        }
        endHold(hold);
    }

    /** Opens an end that this process knows by the fifo's cell, and holds from now on. */
    public static Fifo open(Cell cell, int end) {
        Fifo fifo;
        synchronized (TRAVELLED) {
            Fifo known = TRAVELLED.get(cell.handle());
            fifo = known != null ? known : Fifo.of(cell);
            remember(fifo);
            fifo.ends().hold(end);
        }
        return fifo;
    }

    /** Reads an end that has arrived, which this process holds from now on. */
    public static Fifo read(Decoder in, Cell cell, int end) throws IOException {
        Attachment message = null;
        if (in.readByte() == 0) {
            int number = in.readInt();
            int generation = in.readInt();
            Attachment sent = Attachment.at(cell.home(), number);
            message = sent.cell().generation() == generation ? sent : null; // null: its sender is dead
        }
        Fifo fifo = open(cell, end);
        if (message != null && !in.isLooking()) {
            message.end();
        }
        return fifo;
    }
}
