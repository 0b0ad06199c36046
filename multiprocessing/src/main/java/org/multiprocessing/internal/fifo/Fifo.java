package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.cell.Eagerness;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.cell.WaitQueue;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * Messages between processes: many put, many take, each message goes to one of them, in the order in which they were put. Both sides
 * are safe against the death of whoever is at it: see {@link FifoLayout}.
 */
public final class Fifo {
    /** What putting and taking say if it was done. */
    public static final int DONE = 1;

    /** If the time is over. */
    public static final int TIMED_OUT = WaitQueue.TIMED_OUT;

    /** If it will never be possible: shut down, or nobody is at the other end. */
    public static final int ENDED = -2;

    /** If the reception has left the first message where it is. */
    public static final int REFUSED = -3;

    /** As a time: without limit. */
    public static final long FOREVER = WaitQueue.FOREVER;

    private final Cell cell;
    private final MemorySegment header;
    private final OwnerWord putLock;
    private final OwnerWord takeLock;

    /** Where they wait that take. */
    private final WaitQueue items;

    /** Where they wait that put. */
    private final WaitQueue room;

    private final Eagerness forItems = new Eagerness();
    private final Eagerness forRoom = new Eagerness();
    private final Cell done;
    private final Segments segments;
    private final Head head;
    private final Tail tail;
    private final Ends ends;
    private final boolean isBounded;
    private final boolean isLocal;
    private final @Nullable Accounts accounts;

    private Fifo(Cell cell, Parts parts) {
        this.cell = cell;
        this.header = cell.home().data(cell);
        this.putLock = new OwnerWord(parts.putLock());
        this.takeLock = new OwnerWord(parts.takeLock());
        this.items = new WaitQueue(cell);
        this.room = new WaitQueue(parts.room());
        this.done = parts.done();
        this.segments = new Segments(cell, header);
        this.head = new Head(header, segments);
        this.tail = new Tail(cell, header, segments, head);
        this.ends = new Ends(this);
        this.isBounded = Words.getLong(header, FifoLayout.CAPACITY) != Long.MAX_VALUE;
        this.isLocal = !cell.home().isShared();
        this.accounts = Words.getInt(header, FifoLayout.JOINABLE) != 0 ? new Accounts(this, head, header) : null;
    }

    /**
     * Makes one that is empty.
     *
     * @param capacity how many messages there can be
     * @param limit how many bytes of memory they may take
     * @param largestSegment how much memory is taken at once, at most
     */
    public static Fifo create(Cells cells, long capacity, long limit, long largestSegment, boolean joinable) {
        Cell cell = cells.takeWithData(SlabLayout.KIND_FIFO, 0, FifoLayout.FIRST_FILE_SIZE);
        MemorySegment header = cells.data(cell);
        Words.putLong(header, FifoLayout.CAPACITY, capacity);
        Words.putLong(header, FifoLayout.LIMIT, limit);
        Words.putLong(header, FifoLayout.LARGEST_SEGMENT, largestSegment);
        Words.putInt(header, FifoLayout.JOINABLE, joinable ? 1 : 0);
        Segments.begin(header, 1);
        Head.begin(header, 1);
        Tail.begin(header, 1);
        return new Fifo(cell, Parts.make(cells, cell));
    }

    /** Returns the one in a cell of the session. */
    static Fifo of(Cell cell) {
        return new Fifo(cell, Parts.of(cell));
    }

    public Cell cell() {
        return cell;
    }

    /** Returns what this process holds of it. */
    public Ends ends() {
        return ends;
    }

    /** Returns whether only threads of this JVM share it, so that messages need not be copied. */
    public boolean isLocal() {
        return isLocal;
    }

    // ---- putting

    /** Puts a message, waiting for room at most so long; returns {@link #DONE}, {@link #TIMED_OUT} or {@link #ENDED}. */
    public int put(Parcel parcel, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int result = tryPut(parcel, room.isOpen());
        if (result == WaitQueue.WAIT) {
            result = room.awaitArrival(turn -> tryPut(parcel, turn), nanos, forRoom);
        }
        if (result == DONE && room.hasWaiters() && hasRoom()) {
            room.wakeOne(); // there may be room for more, and the one that was woken keeps them waiting
        }
        return result;
    }

    /** Puts a message if there is room now. */
    public int tryPut(Parcel parcel) {
        int result = room.tryOnce(turn -> tryPut(parcel, turn));
        return result == WaitQueue.WAIT ? TIMED_OUT : result;
    }

    private int tryPut(Parcel parcel, boolean mayPut) {
        ends.check(Ends.SEND);
        if (!mayPut) {
            return isPuttingUseless() ? ENDED : WaitQueue.WAIT;
        }
        putLock.enter();
        try {
            if (isPuttingUseless()) {
                return ENDED;
            }
            if (!tail.append(parcel)) {
                return WaitQueue.WAIT;
            }
        } finally {
            putLock.leave();
        }
        announceItem(); // behind the release, whose fence has the message seen by whoever is about to sleep
        return DONE;
    }

    private boolean isPuttingUseless() {
        return isShutDown() || !ends.any(Ends.RECEIVE);
    }

    private void announceItem() {
        if (items.hasWaiters()) {
            items.wakeOne();
        }
        items.tellWatchers();
    }

    // ---- taking

    /** Takes the first message, waiting for one at most so long. */
    public int take(Reception reception, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int result = tryTake(reception, items.isOpen());
        if (result == WaitQueue.WAIT) {
            result = items.awaitArrival(turn -> tryTake(reception, turn), nanos, forItems);
        }
        return afterTake(result);
    }

    /** Takes the first message if there is one. */
    public int tryTake(Reception reception) {
        int result = afterTake(items.tryOnce(turn -> tryTake(reception, turn)));
        return result == WaitQueue.WAIT ? TIMED_OUT : result;
    }

    /** Several messages may have come with one wake-up, and the one that was woken keeps the others waiting. */
    private int afterTake(int result) {
        if (result != WaitQueue.WAIT && items.hasWaiters() && !head.isEmpty()) {
            items.wakeOne();
        }
        return result;
    }

    private int tryTake(Reception reception, boolean mayTake) {
        ends.check(Ends.RECEIVE);
        if (head.isEmpty()) {
            return isTakingUseless() && head.isEmpty() ? ENDED : WaitQueue.WAIT;
        }
        if (!mayTake) {
            return WaitQueue.WAIT;
        }
        boolean leftSegment;
        boolean isAtEnd;
        takeLock.enter();
        try {
            head.load();
            Frame frame = head.first();
            if (frame == null) {
                return WaitQueue.WAIT;
            }
            if (!reception.receive(frame)) {
                return REFUSED;
            }
            if (accounts != null) {
                accounts.countTaken();
            }
            head.take(frame);
            leftSegment = head.hasLeftSegment();
            isAtEnd = head.isAtEnd();
        } finally {
            takeLock.leave();
        }
        announceRoom(leftSegment || isAtEnd);
        if (leftSegment) {
            trim();
        }
        return DONE;
    }

    /** Nobody will put anything any more; look again whether there is something after this. */
    private boolean isTakingUseless() {
        return isShutDown() || !ends.any(Ends.SEND);
    }

    /** @param freedMemory whether a segment was left, or everything was taken, so that one that is too large may come */
    void announceRoom(boolean freedMemory) {
        if ((isBounded || freedMemory) && room.hasWaiters()) {
            room.wakeOne();
        }
    }

    /** Gives memory back that is not needed, unless somebody puts. */
    void trim() {
        if (segments.areMany() && putLock.tryEnter()) { // else whoever has it does that when it needs memory
            try {
                segments.trim(head.segment());
            } finally {
                putLock.leave();
            }
        }
    }

    // ---- looking

    /** Returns how many messages there are. */
    public long size() {
        ends.check(Ends.ANY);
        return head.size();
    }

    /** Returns how many messages there can be. */
    public long capacity() {
        return Words.getLong(header, FifoLayout.CAPACITY);
    }

    private boolean hasRoom() {
        return !isBounded || head.size() < capacity();
    }

    /** Returns whether taking would not wait. */
    public boolean isReady() {
        ends.check(Ends.RECEIVE);
        return !head.isEmpty() || isTakingUseless();
    }

    /** Returns whether anybody holds the end where messages come out. */
    public boolean hasReceiver() {
        return !cell.isFreed() && ends.any(Ends.RECEIVE);
    }

    /** Waits until taking would not wait; returns false if the time is over. */
    public boolean awaitReady(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (isReady()) {
            return true;
        }
        int result = items.awaitArrival(turn -> isReady() ? REFUSED : WaitQueue.WAIT, nanos, forItems);
        return afterTake(result) == REFUSED;
    }

    /** Has something done when taking may have become possible; see {@link Cells#watch}. */
    public Runnable watch(Runnable wake) {
        return cell.home().watch(cell, wake);
    }

    /** Returns what looks at the messages, and removes some, in any place. */
    public Contents contents() {
        return new Contents(this, head, header, accounts);
    }

    // ---- lending

    /**
     * Says that this process uses the memory of the first message, which is about to be taken, until it ends the loan. Only in a
     * {@link Reception}.
     */
    public Attachment lend() {
        Words.putIntVolatile(header, FifoLayout.LOANS, 1); // before the loan: from now on producers look for loans
        return Attachment.make(cell, SlabLayout.KIND_LOAN, head.entry() + 1);
    }

    /** Gives lent memory back. */
    public void endLoan(Attachment loan) {
        loan.end();
        if (!cell.isFreed()) {
            room.wakeEverybody(); // there may be enough now
        }
    }

    // ---- ending

    public boolean isShutDown() {
        return Words.getIntVolatile(header, FifoLayout.SHUT_DOWN) != 0;
    }

    /** Lets nobody put anything any more. */
    public void shutDown() {
        ends.check(Ends.ANY);
        putLock.enter(); // whoever puts now, has put when this returns
        try {
            Words.putIntVolatile(header, FifoLayout.SHUT_DOWN, 1);
        } finally {
            putLock.leave();
        }
        wakeEverybody();
    }

    /** Has all that wait, in any process, look again. */
    public void wakeEverybody() {
        items.wakeEverybody();
        room.wakeEverybody();
        new WaitQueue(done).wakeEverybody();
    }

    /** Returns the count of what is not done. */
    public Accounts accounts() {
        if (accounts == null) {
            throw new IllegalStateException("this queue does not count what is done");
        }
        return accounts;
    }

    OwnerWord takeLock() {
        return takeLock;
    }

    Cell done() {
        return done;
    }
}
