package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Fifo;

/** An end of a duplex pipe: it receives from one fifo, and sends into another one. */
final class PipeConnection<T extends @Nullable Object> extends PipeReceiver<T> implements Connection<T> {
    private static final long serialVersionUID = 1L;

    private final transient PipeSender<T> outgoing;

    PipeConnection(Fifo incoming, PipeSender<T> outgoing) {
        super(incoming);
        this.outgoing = outgoing;
    }

    @Override
    int type() {
        return ChannelHandles.CONNECTION;
    }

    PipeSender<T> outgoing() {
        return outgoing;
    }

    @Override
    public void send(T item) throws IOException, InterruptedException {
        outgoing.send(item);
    }

    @Override
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
        outgoing.sendBytes(bytes, offset, length);
    }

    @Override
    public void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException {
        outgoing.sendBytes(bytes);
    }

    @Override
    public void close() {
        super.close();
        outgoing.close();
    }

    @Override
    public void free() {
        super.free();
        outgoing.free();
    }

    @Override
    public String toString() {
        return isClosed()
                ? "Connection[closed]"
                : "Connection[" + cell().number() + ", " + outgoing.cell().number() + "]";
    }
}
