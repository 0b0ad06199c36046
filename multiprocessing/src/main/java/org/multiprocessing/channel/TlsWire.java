package org.multiprocessing.channel;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** A connection encrypted by TLS, over TCP or a Unix-domain socket. */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;

    /** Encrypted bytes that have come, to be appended to. */
    private final ByteBuffer encrypted;

    /** Decrypted bytes that nobody has read yet. */
    private ByteBuffer decrypted;

    /** Encrypted bytes that the system has not taken yet. Guarded by itself, since an answer to the other side may be due while reading. */
    private final ByteBuffer outgoing;

    private boolean established;

    TlsWire(SocketChannel channel, SSLEngine engine) throws SSLException {
        engine.beginHandshake();
        this.channel = channel;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        encrypted = ByteBuffer.allocate(2 * packet);
        outgoing = ByteBuffer.allocate(packet).flip();
        decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    /**
     * Goes on with the handshake.
     *
     * @return the operation for which the channel must be ready before the next call; 0 if it is complete
     */
    int shakeHands() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    if (!answer()) {
                        return SelectionKey.OP_WRITE;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    int count = unwrap();
                    if (count < 0) {
                        throw new EOFException("the other side has closed the connection during the TLS handshake");
                    }
                    if (count == 0 && !moreToDo()) {
                        return SelectionKey.OP_READ;
                    }
                }
                default -> {
                    if (!flush()) {
                        return SelectionKey.OP_WRITE;
                    }
                    established = true;
                    return 0;
                }
            }
        }
    }

    private boolean moreToDo() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NEED_UNWRAP;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!decrypted.hasRemaining()) {
            int count = unwrap();
            if (count <= 0) {
                return count;
            }
        }
        int count = Math.min(into.remaining(), decrypted.remaining());
        into.put(into.position(), decrypted, decrypted.position(), count);
        into.position(into.position() + count);
        decrypted.position(decrypted.position() + count);
        return count;
    }

    @Override
    public boolean hasBuffered() {
        return decrypted.hasRemaining() || encrypted.position() > 0;
    }

    /** Decrypts the next packet. Returns 0 if it is not there, -1 if none will come, and 1 otherwise. */
    private int unwrap() throws IOException {
        while (true) {
            encrypted.flip();
            decrypted.clear();
            SSLEngineResult result;
            try {
                result = engine.unwrap(encrypted, decrypted);
            } finally {
                encrypted.compact();
                decrypted.flip();
            }
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                decrypted = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize())
                        .flip();
            } else if (result.getStatus() == Status.CLOSED) {
                return -1;
            } else if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                int count = Wire.readChunk(channel, encrypted);
                if (count <= 0) {
                    return count;
                }
            } else {
                afterPacket();
                return result.bytesConsumed() > 0 || result.bytesProduced() > 0 ? 1 : 0;
            }
        }
    }

    /** TLS 1.3 may want an answer, for new keys; what older versions may want, other parameters in mid-stream, is refused. */
    private void afterPacket() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (!established || status == HandshakeStatus.NOT_HANDSHAKING) {
            return;
        }
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("the other side wants to renegotiate, which is refused");
        }
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            answer();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean answer() throws IOException {
        synchronized (outgoing) {
            return flush() && wrap(NOTHING.duplicate()) && flush();
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        synchronized (outgoing) {
            while (flush()) {
                if (!from.hasRemaining()) {
                    return true;
                }
                if (!wrap(from)) {
                    throw new IOException("the TLS connection is closed");
                }
            }
            return false;
        }
    }

    /** Encrypts the next packet; returns false if the connection is closed for that. */
    private boolean wrap(ByteBuffer from) throws IOException {
        SSLEngineResult result = wrapOnce(from);
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK && result.bytesProduced() == 0) {
            runTasks();
            result = wrapOnce(from);
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("a packet larger than announced");
        }
        if (established && result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
            throw new SSLException("the TLS connection does not go on: " + result.getHandshakeStatus());
        }
        return result.getStatus() != Status.CLOSED || outgoing.hasRemaining();
    }

    private SSLEngineResult wrapOnce(ByteBuffer from) throws SSLException {
        outgoing.clear();
        try {
            return engine.wrap(from, outgoing);
        } finally {
            outgoing.flip();
        }
    }

    private boolean flush() throws IOException {
        synchronized (outgoing) {
            return Wire.writeAll(channel, outgoing);
        }
    }

    /** Tells the other side, or why the handshake failed, if the system takes that at once. */
    @Override
    public void close() {
        try {
            synchronized (outgoing) {
                engine.closeOutbound();
                for (int i = 0; i < 2 && flush() && !engine.isOutboundDone(); i++) {
                    wrap(NOTHING.duplicate());
                }
                flush();
            }
        } catch (IOException e) {
            SocketChannels.note("no farewell to the other side of a TLS connection", e);
        } finally {
            SocketChannels.close(channel);
        }
    }
}
