package org.multiprocessing.channel;

import org.jspecify.annotations.Nullable;

/**
 * One end of a channel with both directions: of a {@link DuplexPipe}, or over a socket.
 *
 * <p>The end of a duplex pipe may be sent to another process of the tree. A connection over a socket belongs to the process that has
 * made it, and is refused with {@link org.multiprocessing.serial.NotShareableException}; its {@code free()} is its {@code close()}.
 *
 * @param <T> what is sent and received
 */
public interface Connection<T extends @Nullable Object> extends Sender<T>, Receiver<T> {
    /**
     * Returns whether this process has closed this end.
     *
     * @return whether it is closed
     */
    @Override
    boolean isClosed();

    /** Gives up this process's hold of both directions of this end. Does nothing the second time. */
    @Override
    void close();
}
