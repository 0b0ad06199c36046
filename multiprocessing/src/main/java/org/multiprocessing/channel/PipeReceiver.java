package org.multiprocessing.channel;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Reception;

/** The end of a pipe where messages come out. */
class PipeReceiver<T extends @Nullable Object> extends FifoObject implements Receiver<T> {
    private static final long serialVersionUID = 1L;

    private final transient Messages<T> messages;

    PipeReceiver(Fifo fifo) {
        super(fifo, Ends.RECEIVE);
        this.messages = new Messages<>(fifo);
    }

    @Override
    int type() {
        return ChannelHandles.RECEIVER;
    }

    @Override
    public T receive() throws IOException, InterruptedException {
        ReceivedObject message = new ReceivedObject();
        if (take(message) == Fifo.REFUSED) {
            throw new IOException("the next message is raw bytes, which receiveBytes() receives");
        }
        return messages.decode(message);
    }

    @Override
    public byte[] receiveBytes() throws IOException, InterruptedException {
        return receiveBytes(Integer.MAX_VALUE);
    }

    @Override
    public byte[] receiveBytes(int maxLength) throws IOException, InterruptedException {
        if (maxLength < 0) {
            throw new IllegalArgumentException("a message of at most " + maxLength + " bytes; at least 0 is allowed");
        }
        ReceivedBytes message = new ReceivedBytes(maxLength);
        checkBytes(take(message), message);
        return message.bytes();
    }

    @Override
    public int receiveBytes(ByteBuffer into) throws IOException, InterruptedException {
        ReceivedBytes message = new ReceivedBytes(Integer.MAX_VALUE, into);
        checkBytes(take(message), message);
        return message.fill(into);
    }

    @Override
    public MemorySegment receiveBytes(Arena arena) throws IOException, InterruptedException {
        BorrowedBytes message = new BorrowedBytes(fifo(), arena);
        if (take(message) == Fifo.REFUSED) {
            throw isAnObject();
        }
        return message.segment();
    }

    private int take(Reception message) throws IOException, InterruptedException {
        int result = fifo().take(message, Fifo.FOREVER);
        if (result == Fifo.ENDED) {
            throw new EOFException("every process that held the sending end has closed it or died");
        }
        return result;
    }

    private static void checkBytes(int result, ReceivedBytes message) throws IOException {
        if (result == Fifo.REFUSED) {
            throw message.isObject() ? isAnObject() : message.tooLong();
        }
    }

    private static IOException isAnObject() {
        return new IOException("the next message is an object, which receive() receives");
    }

    @Override
    public boolean isReady() {
        return fifo().isReady();
    }

    @Override
    public boolean isReady(Duration timeout) throws InterruptedException {
        return fifo().awaitReady(TimeUnit.NANOSECONDS.convert(timeout));
    }

    @Override
    public String toString() {
        return isClosed() ? "Receiver[closed]" : "Receiver[" + cell().number() + "]";
    }
}
