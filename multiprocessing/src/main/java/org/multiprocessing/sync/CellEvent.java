package org.multiprocessing.sync;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Flag;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.ReadySources;

/** An event in a cell. */
final class CellEvent extends CellObject implements Event, ReadySources.Announcing {
    private static final long serialVersionUID = 1L;

    private final transient Flag flag;

    CellEvent(Cell cell) {
        super(cell);
        this.flag = new Flag(cell);
    }

    @Override
    public Runnable whenReady(Runnable wake) {
        return cell().home().watch(cell(), wake);
    }

    @Override
    public void set() {
        flag.set();
    }

    @Override
    public void clear() {
        flag.clear();
    }

    @Override
    public boolean isSet() {
        return flag.isSet();
    }

    @Override
    public void await() throws InterruptedException {
        flag.await(OwnerWord.FOREVER);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return flag.await(unit.toNanos(timeout));
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
        if (cell().isFreed()) {
            return "Event[freed]";
        }
        return isSet() ? "Event[set]" : "Event[not set]";
    }
}
