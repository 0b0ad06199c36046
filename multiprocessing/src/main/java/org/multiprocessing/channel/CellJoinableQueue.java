package org.multiprocessing.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.fifo.Accounts;
import org.multiprocessing.internal.fifo.Fifo;

/** A queue in a fifo that counts what is not done. */
final class CellJoinableQueue<E> extends CellQueue<E> implements JoinableQueue<E> {
    private static final long serialVersionUID = 1L;

    private final transient Accounts accounts;

    CellJoinableQueue(Fifo fifo) {
        super(fifo);
        this.accounts = fifo.accounts();
    }

    @Override
    int type() {
        return ChannelHandles.JOINABLE;
    }

    @Override
    public void taskDone() {
        if (!accounts.taskDone()) {
            throw new IllegalStateException("taskDone() was called more often than items were put");
        }
    }

    @Override
    public void join() throws InterruptedException {
        join(Fifo.FOREVER);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean join(long nanos) throws InterruptedException {
        if (!accounts.join(nanos)) {
            return false;
        }
        int lost = accounts.takeLost();
        if (lost > 0) {
            throw new ConsumerDiedException(accounts.lostPid(), lost);
        }
        return true;
    }

    @Override
    public long unfinished() {
        return accounts.unfinished();
    }
}
