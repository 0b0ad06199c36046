package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.SemaphoreLayout;

/**
 * The permits of a semaphore. They and the stamp of the hold that changed them last are one word: see {@link SemaphoreLayout} for
 * how that tells whether a process that died while it took or gave back a permit had done so.
 */
public final class Permits {
    private final Cell cell;
    private final WaitQueue queue;

    public Permits(Cell cell) {
        this.cell = cell;
        this.queue = new WaitQueue(cell);
    }

    /** Sets how many there are at first, and how many there can be. */
    public void begin(int permits, int bound) {
        cell.setInt(SemaphoreLayout.BOUND, bound);
        cell.setLong(SemaphoreLayout.PERMITS, word(permits, 0));
    }

    private static long word(int permits, int stamp) {
        return (long) permits << Integer.SIZE | Integer.toUnsignedLong(stamp);
    }

    private static int permits(long word) {
        return (int) (word >> Integer.SIZE);
    }

    public int available() {
        cell.check();
        return permits(cell.getLong(SemaphoreLayout.PERMITS));
    }

    public int bound() {
        return cell.getInt(SemaphoreLayout.BOUND);
    }

    /** Takes permits, all at once, waiting at most {@code nanos}; returns false if the time is over. */
    public boolean acquire(int count, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return ended(tryFast(count, 0) ? 1 : queue.await(turn -> take(count, 0, turn), nanos, true));
    }

    public void acquireUninterruptibly(int count) {
        if (!tryFast(count, 0)) {
            ended(queue.awaitUninterruptibly(turn -> take(count, 0, turn)));
        }
    }

    public boolean tryAcquire(int count) {
        return tryFast(count, 0) || queue.tryOnce(turn -> take(count, 0, turn)) > 0;
    }

    /** Takes one permit for a hold, which announces it before and owns it after. */
    void acquireHeld(int stamp, boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!tryFast(1, stamp)) {
            ended(queue.await(turn -> take(1, stamp, turn), WaitQueue.FOREVER, interruptible));
        }
    }

    private boolean tryFast(int count, int stamp) {
        cell.check();
        return queue.isOpen() && take(count, stamp, true) > 0;
    }

    /** Several permits may have come with one wake-up, and one claim keeps all others waiting: what is left is for them. */
    private boolean ended(int result) {
        if (permits(cell.getLong(SemaphoreLayout.PERMITS)) > 0) {
            queue.wakeOne();
        }
        return result > 0;
    }

    private int take(int count, int stamp, boolean mayTake) {
        while (mayTake) {
            long word = cell.getLong(SemaphoreLayout.PERMITS);
            if (permits(word) < count) {
                break;
            }
            confirm(word);
            if (cell.casLong(SemaphoreLayout.PERMITS, word, word(permits(word) - count, stamp))) {
                return 1;
            }
        }
        return WaitQueue.WAIT;
    }

    /** Adds permits; returns false if there would be more than there can be. */
    public boolean release(int count) {
        cell.check();
        return give(count, 0);
    }

    /** Adds one permit for a hold, or for a dead one's. */
    boolean give(int count, int stamp) {
        while (true) {
            long word = cell.getLong(SemaphoreLayout.PERMITS);
            if (permits(word) > bound() - count) {
                return false;
            }
            confirm(word);
            if (cell.casLong(SemaphoreLayout.PERMITS, word, word(permits(word) + count, stamp))) {
                break;
            }
        }
        for (int i = 0; i < count && queue.hasWaiters(); i++) {
            queue.wakeOne();
        }
        return true;
    }

    /** Lets whoever has left its stamp know that it was there, before the stamp is overwritten. */
    private void confirm(long word) {
        int stamp = (int) word;
        if (stamp != 0) {
            Hold.confirm(cell.home(), stamp);
        }
    }

    /** Returns whether a hold's announced change was made. */
    boolean wasMade(int stamp, Cell hold) {
        boolean stands = (int) cell.getLong(SemaphoreLayout.PERMITS) == stamp;
        return stands || hold.getInt(SemaphoreLayout.CONFIRMED) == stamp;
    }

    Cell cell() {
        return cell;
    }
}
