package org.multiprocessing.channel;

import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.ReadySources;

/** A queue, or an end of a pipe: what this process does with it, it does with a fifo. */
abstract class FifoObject extends CellObject implements ReadySources.Announcing {
    private static final long serialVersionUID = 1L;

    private final transient Fifo fifo;
    private final int end;

    /** @param end the bits of {@code Ends} that it stands for */
    FifoObject(Fifo fifo, int end) {
        super(fifo.cell());
        this.fifo = fifo;
        this.end = end;
    }

    final Fifo fifo() {
        return fifo;
    }

    final int end() {
        return end;
    }

    /** Returns what it is in a handle. */
    abstract int type();

    @Override
    public Runnable whenReady(Runnable wake) {
        return fifo.watch(wake);
    }

    public boolean isClosed() {
        return fifo.ends().isClosed(end);
    }

    public void close() {
        fifo.ends().close(end);
    }

    @Override
    public void free() {
        super.free();
        if (fifo.isLocal()) { // there, nobody knows what belongs to the cell
            fifo.wakeEverybody();
        }
    }

    @Override
    public final int handleKind() {
        return ChannelHandles.KIND;
    }

    @Override
    public final void writeHandle(Encoder out) {
        ChannelHandles.write(out, this);
    }
}
