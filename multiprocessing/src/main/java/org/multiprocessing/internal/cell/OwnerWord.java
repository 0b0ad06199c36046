package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.LockLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * A lock: the word that names the process that holds it, and the thread in that process. One atomic step takes it, and one
 * releases it, so whenever its owner dies, {@link Repair} finds either the dead owner or nothing to do.
 */
public final class OwnerWord {
    /** What an acquisition says if the lock was taken. */
    public static final int TAKEN = 1;

    /** If the time was over. */
    public static final int TIMED_OUT = WaitQueue.TIMED_OUT;

    /** If the owner has died, and nobody has recovered the lock. */
    public static final int ABANDONED = -2;

    /** As a time: without limit. */
    public static final long FOREVER = WaitQueue.FOREVER;

    private final Cell cell;
    private final int self;
    private final WaitQueue queue;
    private final WaitQueue.Attempt take = this::take;
    private final WaitQueue.Attempt recover = this::takeAbandoned;

    public OwnerWord(Cell cell) {
        this.cell = cell;
        this.self = cell.home().self();
        this.queue = new WaitQueue(cell);
    }

    /** Takes the lock, waiting as long as necessary; an interrupt is kept. Returns {@link #TAKEN} or {@link #ABANDONED}. */
    public int acquire() {
        cell.check();
        return queue.awaitUninterruptibly(take);
    }

    /** Takes the lock, waiting at most {@code nanos}. */
    public int acquire(long nanos) throws InterruptedException {
        cell.check();
        return queue.await(take, nanos, true);
    }

    /** Takes the lock if it is free, without waiting; {@link #TIMED_OUT} if not. */
    public int tryAcquire() {
        cell.check();
        if (queue.isOpen() && tryTake(LockLayout.FREE)) {
            return TAKEN;
        }
        int result = queue.tryOnce(take);
        return result == WaitQueue.WAIT ? TIMED_OUT : result;
    }

    /** Takes the lock also if it is abandoned, which then ends. */
    public void recover() throws InterruptedException {
        cell.check();
        queue.await(recover, FOREVER, true);
    }

    private int take(boolean mayTake) {
        int owner = cell.getInt(LockLayout.OWNER);
        if (owner == LockLayout.ABANDONED) {
            return ABANDONED;
        }
        return mayTake && owner == LockLayout.FREE && tryTake(LockLayout.FREE) ? TAKEN : WaitQueue.WAIT;
    }

    /** A newcomer may take it too: nobody else can. */
    private int takeAbandoned(boolean mayTake) {
        boolean taken = tryTake(LockLayout.ABANDONED) || (mayTake && tryTake(LockLayout.FREE));
        return taken ? TAKEN : WaitQueue.WAIT;
    }

    private boolean tryTake(int from) {
        if (!cell.casInt(LockLayout.OWNER, from, self)) {
            return false;
        }
        cell.putInt(LockLayout.COUNT, 1);
        cell.putLong(LockLayout.HOLDER, holder());
        return true;
    }

    /** Returns whether the calling thread holds the lock. */
    public boolean isHeldHere() {
        return cell.getInt(LockLayout.OWNER) == self && cell.getLong(LockLayout.HOLDER) == holder();
    }

    /** With the process, since a dead one leaves its number behind, and the threads of all JVMs have the same numbers. */
    private long holder() {
        long thread = Thread.currentThread().threadId() & ((1L << LockLayout.THREAD_BITS) - 1);
        return (long) self << LockLayout.THREAD_BITS | thread;
    }

    /** Returns how often the holder has taken the lock; for the holder. */
    public int count() {
        return cell.getInt(LockLayout.COUNT);
    }

    /** Says how often; for the holder. */
    public void setCount(int count) {
        cell.putInt(LockLayout.COUNT, count);
    }

    /** Releases the lock, whoever holds it; returns false if nobody does. */
    public boolean release() {
        int owner = cell.getInt(LockLayout.OWNER);
        if (owner == LockLayout.FREE || owner == LockLayout.ABANDONED) {
            return false;
        }
        clearHolder(owner);
        if (!cell.casInt(LockLayout.OWNER, owner, LockLayout.FREE)) {
            return release(); // its owner has died or has released it just now
        }
        queue.wakeOne();
        return true;
    }

    /** Before the owner: until the next thread of its process has written its own, the last one would seem to hold the lock. */
    private void clearHolder(int owner) {
        long holder = cell.getLong(LockLayout.HOLDER);
        if (holder == holder()) {
            cell.putLong(LockLayout.HOLDER, 0);
        } else if ((int) (holder >>> LockLayout.THREAD_BITS) == owner) {
            cell.casLong(LockLayout.HOLDER, holder, 0); // if it was released meanwhile, the next one's must stay
        }
    }

    // ---- for locks of the library itself, of which nobody asks which thread holds them, and which nobody else
    // releases

    /** Takes a self-repairing lock for a few steps; an interrupt is kept. */
    public void enter() {
        if (!queue.isOpen() || !cell.casInt(LockLayout.OWNER, LockLayout.FREE, self)) {
            acquire();
        }
    }

    /** Takes the lock if it is free, without waiting. */
    public boolean tryEnter() {
        return queue.isOpen() && cell.casInt(LockLayout.OWNER, LockLayout.FREE, self);
    }

    /** Gives back what {@link #enter} has taken; unless it was freed meanwhile, and is another lock, of this process even. */
    public void leave() {
        if (!cell.isFreed() && cell.casInt(LockLayout.OWNER, self, LockLayout.FREE)) {
            queue.wakeOne();
        }
    }

    /** Ends the lock, and has those that wait for it, or for a condition that belongs to it, find out. */
    public void free() {
        cell.home().free(cell);
        ConditionQueue.ended(cell.home());
    }

    public boolean isFree() {
        return cell.getInt(LockLayout.OWNER) == LockLayout.FREE;
    }

    boolean isHeldByNobody() {
        return isFree() || isAbandoned();
    }

    public boolean isAbandoned() {
        return cell.getInt(LockLayout.OWNER) == LockLayout.ABANDONED;
    }

    /** Returns the pid of the process that holds the lock, or of the one that died with it; 0 if it is free. */
    public long ownerPid() {
        int owner = cell.getInt(LockLayout.OWNER);
        if (owner == LockLayout.FREE) {
            return 0;
        }
        return owner == LockLayout.ABANDONED ? deadPid() : cell.home().pid(owner);
    }

    public long deadPid() {
        return cell.getLong(SlabLayout.DEAD_PID);
    }

    public String deadName() {
        return DeadName.read(cell);
    }

    public Cell cell() {
        return cell;
    }
}
