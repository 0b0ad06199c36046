package org.multiprocessing.sync;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Flag;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.ReadySources;
import org.multiprocessing.serial.ObjectClosedException;

/** An event in a cell. */
final class CellEvent extends CellObject implements Event {
    private static final long serialVersionUID = 1L;

    static {
        ReadySources.register(CellEvent.class, (event, wake) -> ((CellEvent) event).whenSet(wake));
    }

    private final transient Flag flag;

    CellEvent(Cell cell) {
        super(cell);
        this.flag = new Flag(cell);
    }

    /** By a virtual thread that waits; to be interrupted when it is not wanted any more. */
    private Runnable whenSet(Runnable wake) {
        Thread waiting = Thread.ofVirtual().name("multiprocessing-event").start(() -> {
            try {
                await();
                wake.run();
            } catch (ObjectClosedException e) {
                wake.run(); // who waits finds out when it looks
            } catch (InterruptedException e) {
                // not wanted any more
            }
        });
        return waiting::interrupt;
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
