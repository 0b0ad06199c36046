package org.multiprocessing.channel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Parcel;

/** The end of a pipe where messages go in. */
final class PipeSender<T extends @Nullable Object> extends FifoObject implements Sender<T> {
    private static final long serialVersionUID = 1L;

    private final transient Messages<T> messages;

    PipeSender(Fifo fifo) {
        super(fifo, Ends.SEND);
        this.messages = new Messages<>(fifo);
    }

    @Override
    int type() {
        return ChannelHandles.SENDER;
    }

    @Override
    public void send(T item) throws IOException, InterruptedException {
        check(messages.put(item, Fifo.FOREVER));
    }

    @Override
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        check(fifo().put(Parcel.of(bytes, offset, length), Fifo.FOREVER));
    }

    @Override
    public void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException {
        check(fifo().put(Parcel.of(MemorySegment.ofBuffer(bytes)), Fifo.FOREVER));
        bytes.position(bytes.limit());
    }

    private static void check(int result) throws IOException {
        if (result == Fifo.ENDED) {
            throw new IOException(
                    "nobody can receive this: every process that held the receiving end has closed it or died");
        }
    }

    @Override
    public String toString() {
        return isClosed() ? "Sender[closed]" : "Sender[" + cell().number() + "]";
    }
}
