package org.multiprocessing.manager;

import java.net.SocketAddress;

/**
 * Serves objects of this program to others, which connect with {@code connectManager} and look them up by name. Serves from the moment when it is
 * made, on threads of its own.
 */
public interface ManagerServer extends AutoCloseable {
    /**
     * Gives an object a name. The methods of the interface can be called from then on, at the same time by all who are connected, and no others; the
     * object itself is used, not a copy.
     *
     * @param <T> the interface
     * @param name anything
     * @param type the interface
     * @param object the object
     * @throws IllegalArgumentException if {@code type} is no interface
     * @throws IllegalStateException if the name is taken, or the server is closed
     */
    <T> void publish(String name, Class<T> type, T object);

    /**
     * Waits until the server is closed, by another thread.
     *
     * @throws InterruptedException if the caller is interrupted; the server goes on
     */
    void serveForever() throws InterruptedException;

    /**
     * Returns where it listens.
     *
     * @return the address, with the port that the system has chosen
     */
    SocketAddress address();

    /**
     * Returns how often somebody or something was turned away: peers that did not prove that they know the key, calls of unknown methods or objects,
     * arguments that are not accepted.
     *
     * @return the number
     */
    long refusedCount();

    /** Disconnects all, interrupts their calls, and gives the address back. Does nothing the second time. */
    @Override
    void close();
}
