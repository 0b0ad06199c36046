package org.multiprocessing.sync;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Hold;
import org.multiprocessing.internal.cell.Permits;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;

/** A semaphore in a cell. */
class SharedSemaphore implements Semaphore, HandleBacked {
    private static final long serialVersionUID = 1L;
    private static final long FOREVER = Long.MAX_VALUE;

    private final transient Cell cell;
    private final transient Permits permits;

    SharedSemaphore(Cell cell) {
        this.cell = cell;
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
    public void free() {
        cell.home().free(cell);
    }

    @Override
    public int handleKind() {
        return SyncHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        SyncHandles.write(out, this, cell);
    }

    /** The library's own way replaces it by its handle before this is asked. */
    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw SyncHandles.refusal(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedSemaphore semaphore && semaphore.cell.equals(cell);
    }

    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public String toString() {
        return cell.isFreed() ? "Semaphore[freed]" : "Semaphore[" + permits.available() + "]";
    }
}
