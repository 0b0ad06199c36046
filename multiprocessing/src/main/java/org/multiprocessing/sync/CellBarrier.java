package org.multiprocessing.sync;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.MeetingPoint;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.Action;

/** A barrier in a cell. Its action travels with it. */
final class CellBarrier extends CellObject implements Barrier {
    private static final long serialVersionUID = 1L;

    private final transient MeetingPoint point;
    private final transient @Nullable Action action;

    CellBarrier(Cell cell, @Nullable Action action) {
        super(cell);
        this.point = new MeetingPoint(cell);
        this.action = action;
    }

    MeetingPoint point() {
        return point;
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return index(meet(OwnerWord.FOREVER));
    }

    @Override
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        int result = meet(unit.toNanos(timeout));
        if (result == MeetingPoint.TIMED_OUT) {
            throw new TimeoutException("not all " + getParties() + " parties have come within " + timeout + " " + unit);
        }
        return index(result);
    }

    private int meet(long nanos) throws InterruptedException {
        return point.await(action == null ? () -> {} : action, nanos);
    }

    private int index(int result) throws BrokenBarrierException {
        if (result != MeetingPoint.BROKEN) {
            return result;
        }
        long pid = point.deadPid();
        throw pid != 0 ? new PartyDiedException(pid, point.deadName()) : new BrokenBarrierException();
    }

    @Override
    public int getParties() {
        return point.parties();
    }

    @Override
    public int getNumberWaiting() {
        return point.waiting();
    }

    @Override
    public boolean isBroken() {
        return point.isBroken();
    }

    @Override
    public void reset() {
        point.reset();
    }

    @Override
    public void abort() {
        point.abort();
    }

    @Override
    public int handleKind() {
        return SyncHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        SyncHandles.write(out, this);
        out.write(action);
    }

    @Override
    public String toString() {
        if (cell().isFreed()) {
            return "Barrier[freed]";
        }
        return "Barrier[" + (isBroken() ? "broken" : getNumberWaiting() + " of " + getParties()) + "]";
    }
}
