package org.multiprocessing.sync;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.ConditionQueue;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Encoder;

/** A condition in a cell. */
final class CellCondition extends CellObject implements Condition {
    private static final long serialVersionUID = 1L;

    private final transient AbstractLock guard;
    private final transient ConditionQueue queue;

    CellCondition(Cell cell, AbstractLock guard) {
        super(cell);
        this.guard = guard;
        this.queue = new ConditionQueue(cell, guard.word());
    }

    static CellCondition create(AbstractLock guard) {
        Cell lock = guard.word().cell();
        lock.check();
        Cell cell = lock.home().take(SlabLayout.KIND_CONDITION, 0);
        return new CellCondition(cell, guard);
    }

    @Override
    public void await() throws InterruptedException {
        wait(OwnerWord.FOREVER, true);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return wait(unit.toNanos(time), true) == ConditionQueue.SIGNALLED;
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long since = System.nanoTime();
        int outcome = wait(nanosTimeout, true);
        long left = Math.max(0, nanosTimeout) - (System.nanoTime() - since);
        return outcome == ConditionQueue.SIGNALLED ? left : Math.min(left, 0);
    }

    @Override
    public void awaitUninterruptibly() {
        try {
            wait(OwnerWord.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("not asked for", e);
        }
    }

    private int wait(long nanos, boolean interruptible) throws InterruptedException {
        checkHeld();
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        int count = guard.word().count();
        int outcome = queue.await(nanos, interruptible);
        if (outcome == ConditionQueue.ABANDONED) {
            Excused.note(guard.word().cell(), count);
            throw new OwnerDiedException(guard.word().deadPid(), guard.word().deadName());
        }
        if (outcome == ConditionQueue.INTERRUPTED) {
            throw new InterruptedException();
        }
        return outcome;
    }

    private void checkHeld() {
        cell().check();
        if (!guard.isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException(
                    "this thread does not hold the lock of the condition; take guard() first");
        }
    }

    @Override
    public void signal() {
        signal(1);
    }

    @Override
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    @Override
    public void signal(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(n + " to wake; at least 0 are allowed");
        }
        checkHeld();
        queue.signal(n);
    }

    @Override
    public Lock guard() {
        return guard;
    }

    @Override
    public void free() {
        super.free();
        ConditionQueue.ended(cell().home());
    }

    @Override
    public int handleKind() {
        return SyncHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        SyncHandles.write(out, this);
        guard.writeHandle(out);
    }

    @Override
    public String toString() {
        return cell().isFreed() ? "Condition[freed]" : "Condition[" + guard + "]";
    }
}
