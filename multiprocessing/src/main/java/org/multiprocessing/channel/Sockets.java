package org.multiprocessing.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes listeners and clients; for the front door, which is what programs use. */
public final class Sockets {
    private Sockets() {}

    /**
     * Makes a listener.
     *
     * @param <T> what its connections send and receive
     * @param address where it listens
     * @param key what its peers must know
     * @param options how it behaves
     * @return the listener
     * @throws IOException if the system refuses that address
     */
    public static <T extends @Nullable Object> Listener<T> listener(
            SocketAddress address, AuthKey key, SocketOptions options) throws IOException {
        return SocketListener.open(address, Objects.requireNonNull(key, "key"), (SocketOptionsImpl) options);
    }

    /**
     * Sends raw bytes as {@link Connection#sendBytes(ByteBuffer)} does, but an interrupt is kept for later, and does not cut a long message off: for
     * threads that share a connection.
     *
     * @param connection one that this class has made
     * @param bytes the message
     * @throws IOException if the other side is gone
     */
    public static void sendWhole(Connection<?> connection, ByteBuffer bytes) throws IOException {
        ((SocketConnection<?>) connection).sendWhole(bytes);
    }

    /**
     * Returns what stands for a key on its way to another process of this program's own tree, where it arrives as the key.
     *
     * @param key the key
     * @return an object that travels inside the tree only
     */
    public static Object travelling(AuthKey key) {
        return new KeyHandle(key);
    }

    /**
     * Connects to a listener.
     *
     * @param <T> what the connection sends and receives
     * @param address where the listener is
     * @param key what the listener must know
     * @param options how the connection behaves
     * @return the connection
     * @throws AuthenticationException if the listener does not know the key, or does not accept our proof
     * @throws IOException if there is no listener, or it does not do its part in time
     */
    public static <T extends @Nullable Object> Connection<T> client(
            SocketAddress address, AuthKey key, SocketOptions options) throws IOException {
        Objects.requireNonNull(key, "key");
        SocketOptionsImpl chosen = (SocketOptionsImpl) options;
        long start = System.nanoTime();
        SocketChannel channel = SocketChannels.connect(address, chosen.handshakeTimeout());
        Duration left = chosen.handshakeTimeout().minusNanos(System.nanoTime() - start);
        boolean done = false;
        try {
            Connection<T> connection = Handshake.asClient(channel, key, chosen, left);
            done = true;
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException thrown = new InterruptedIOException("interrupted during the handshake");
            thrown.initCause(e);
            throw thrown;
        } finally {
            if (!done) {
                SocketChannels.close(channel);
            }
        }
    }
}
