package org.multiprocessing.channel;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits at an address for connections of programs that know the key.
 *
 * <p>Each newcomer is authenticated, both ways, before {@link #accept} returns it, and not by the thread that accepts: one that is silent, slow,
 * talks garbage or has a wrong key is dropped after the handshake timeout at the latest, logged and counted, and others are not
 * kept waiting by it.
 *
 * @param <T> what its connections send and receive
 */
public interface Listener<T extends @Nullable Object> extends AutoCloseable {
    /**
     * Waits for the next peer that has proved that it knows the key.
     *
     * @return the connection to it
     * @throws java.nio.channels.ClosedChannelException if the listener is closed, also while this waits
     * @throws IOException if the system refuses to go on
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    Connection<T> accept() throws IOException, InterruptedException;

    /**
     * Returns the address at which it listens, with the port that the system has chosen.
     *
     * @return the address, also after {@link #close}
     */
    SocketAddress address();

    /**
     * Returns the address of the peer that was accepted last.
     *
     * @return the address; empty before the first one
     */
    Optional<SocketAddress> lastAccepted();

    /**
     * Returns how many peers were turned away so far.
     *
     * @return the number
     */
    long refusedCount();

    /** Ends listening; the file of a Unix-domain address is removed. Connections stay. Does nothing the second time. */
    @Override
    void close();
}
