package org.multiprocessing.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;

/** A queue with the least there can be, in a fifo. */
final class CellSimpleQueue<E extends @Nullable Object> extends FifoObject implements SimpleQueue<E> {
    private static final long serialVersionUID = 1L;

    private final transient Messages<E> messages;

    CellSimpleQueue(Fifo fifo) {
        super(fifo, Ends.BOTH);
        this.messages = new Messages<>(fifo);
    }

    @Override
    int type() {
        return ChannelHandles.SIMPLE;
    }

    @Override
    public void put(E item) throws InterruptedException {
        messages.put(item, Fifo.FOREVER);
    }

    @Override
    public E take() throws InterruptedException {
        ReceivedObject message = new ReceivedObject();
        fifo().take(message, Fifo.FOREVER);
        try {
            return messages.decode(message);
        } catch (IOException e) {
            throw new UncheckedIOException("the item cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isEmpty() {
        return fifo().size() == 0;
    }

    @Override
    public boolean isReady() {
        return fifo().isReady();
    }

    @Override
    public String toString() {
        return isClosed() ? "SimpleQueue[closed]" : "SimpleQueue[" + cell().number() + "]";
    }
}
