package org.multiprocessing.sync;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Hold;
import org.multiprocessing.internal.cell.Permits;
import org.multiprocessing.internal.serial.Encoder;

/** A semaphore in a cell. */
class CellSemaphore extends CellObject implements Semaphore {
    private static final long serialVersionUID = 1L;
    private static final long FOREVER = Long.MAX_VALUE;

    private final transient Permits permits;

    CellSemaphore(Cell cell) {
        super(cell);
        this.permits = new Permits(cell);
    }

    final Permits permits() {
        return permits;
    }

    @Override
    public void acquire() throws InterruptedException {
        permits.acquire(1, FOREVER);
    }

    @Override
    public void acquire(int count) throws InterruptedException {
        permits.acquire(checked(count), FOREVER);
    }

    @Override
    public void acquireUninterruptibly() {
        permits.acquireUninterruptibly(1);
    }

    @Override
    public boolean tryAcquire() {
        return permits.tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return permits.acquire(1, unit.toNanos(timeout));
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int count) {
        if (!permits.release(checked(count))) {
            throw tooMany(count);
        }
    }

    private IllegalStateException tooMany(int count) {
        return new IllegalStateException("released too often: " + permits.available() + " permits and " + count
                + " more would be above " + permits.bound());
    }

    private static int checked(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " permits; at least 0 are allowed");
        }
        return count;
    }

    @Override
    public int availablePermits() {
        return permits.available();
    }

    @Override
    public boolean isLocked() {
        return permits.available() == 0;
    }

    @Override
    public Held hold() {
        try {
            return new HeldPermit(Hold.take(permits, false));
        } catch (InterruptedException e) {
            throw new AssertionError("not asked for", e);
        }
    }

    @Override
    public Held holdInterruptibly() throws InterruptedException {
        return new HeldPermit(Hold.take(permits, true));
    }

    /** A permit that is given back when this is closed, by whichever thread. */
    private final class HeldPermit implements Held {
        private final Hold hold;
        private boolean closed;

        HeldPermit(Hold hold) {
            this.hold = hold;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                if (!hold.end()) {
                    throw tooMany(1);
                }
            }
        }
    }

    @Override
    public int handleKind() {
        return SyncHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        SyncHandles.write(out, this);
    }

    @Override
    public String toString() {
        return cell().isFreed() ? "Semaphore[freed]" : "Semaphore[" + permits.available() + "]";
    }
}
