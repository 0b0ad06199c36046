package org.multiprocessing.channel;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.shm.ReadySources;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;

/** A connection over a socket, once both sides have proved that they know the key. */
final class SocketConnection<T extends @Nullable Object> implements Connection<T>, HandleBacked {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String STAYS =
            "a connection over a socket belongs to the process that has made it, and cannot be sent to"
                    + " another one. Let that process connect to the address itself, or use the end of a duplexPipe()";

    static {
        ReadySources.register(
                SocketConnection.class, (connection, wake) -> ((SocketConnection<?>) connection).inbox.whenReady(wake));
    }

    private final transient Wire wire;
    private final transient Inbox inbox;
    private final transient Outbox outbox;
    private final transient ObjectFrames objects;
    private final transient SocketAddress peer;
    private final transient AtomicBoolean closed = new AtomicBoolean();

    /** Takes over a wire, and what was read of it already. */
    SocketConnection(Wire wire, FrameInput frames, SocketOptionsImpl options) throws IOException {
        this.wire = wire;
        this.peer = wire.channel().getRemoteAddress();
        inbox = new Inbox(wire, frames.withLimit(options.maxFrameBytes()));
        outbox = new Outbox(wire, options.maxFrameBytes(), this::close);
        objects = new ObjectFrames(options);
    }

    SocketAddress peer() {
        return peer;
    }

    @Override
    public void send(T item) throws IOException, InterruptedException {
        checkOpen();
        objects.encode(item, outbox::send);
    }

    @Override
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        outbox.send(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException {
        outbox.send(bytes.duplicate());
        bytes.position(bytes.limit());
    }

    /** Sends raw bytes whatever interrupts come meanwhile: for those who share the connection. */
    void sendWhole(ByteBuffer bytes) throws IOException {
        outbox.sendWhole(bytes.duplicate());
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // what the two sides have agreed on
    public T receive() throws IOException, InterruptedException {
        return (T) objects.decode(inbox.receive(ObjectFrames::check));
    }

    @Override
    public byte[] receiveBytes() throws IOException, InterruptedException {
        return inbox.receive(message -> message);
    }

    @Override
    public byte[] receiveBytes(int maxLength) throws IOException, InterruptedException {
        if (maxLength < 0) {
            throw new IllegalArgumentException("at most " + maxLength + " bytes; 0 or more are allowed");
        }
        return inbox.receive(message -> {
            if (message.length > maxLength) {
                throw new IOException("the next message has " + message.length + " bytes, more than " + maxLength);
            }
            return message;
        });
    }

    @Override
    public int receiveBytes(ByteBuffer into) throws IOException, InterruptedException {
        if (into.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        byte[] message = inbox.receive(taken -> taken);
        if (message.length > into.remaining()) {
            throw new BufferTooShortException(message, into.remaining());
        }
        into.put(message);
        return message.length;
    }

    @Override
    public MemorySegment receiveBytes(Arena arena) throws IOException, InterruptedException {
        return inbox.receive(message -> {
            MemorySegment copy = arena.allocate(message.length);
            return copy.copyFrom(MemorySegment.ofArray(message)).asReadOnly();
        });
    }

    @Override
    public boolean isReady() {
        return inbox.isReady();
    }

    @Override
    public boolean isReady(Duration timeout) throws InterruptedException {
        return inbox.isReady(TimeUnit.NANOSECONDS.convert(timeout));
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new ObjectClosedException("this connection is closed");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            outbox.close();
            inbox.close();
            wire.close();
        }
    }

    @Override
    public void free() {
        close();
    }

    /** No kind has it: it never arrives. */
    @Override
    public int handleKind() {
        return 0;
    }

    @Override
    public void writeHandle(Encoder out) {
        throw new NotShareableException(STAYS, "", getClass().getName(), null);
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException(STAYS);
    }

    @Override
    public String toString() {
        return "connection to " + peer + (isClosed() ? ", closed" : "");
    }
}
