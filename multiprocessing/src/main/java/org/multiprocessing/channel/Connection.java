package org.multiprocessing.channel;

import org.jspecify.annotations.Nullable;

/**
 * One end of a channel with both directions: of a {@link DuplexPipe}, or over a socket.
 *
 * <p>The end of a duplex pipe may be sent to another process of the tree. A connection over a socket belongs to the process that has
 * made it, and is refused with {@link org.multiprocessing.serial.NotShareableException}; its {@code free()} is its {@code close()}.
 *
 * <p><b>Over a socket.</b> Unreceived messages take room in the system's buffers, not in shared memory; when those are full, sending
 * waits. An interrupt while that waits for room ends it and sends nothing; but if a part of the message is sent already, the
 * connection is closed, too. An interrupt of whoever waits for a message leaves the connection as it is. A message that was sent is not
 * yet with the other side, and is lost if that ends. A stream that ends in the middle of a message, and a message that is longer than
 * allowed, fail with {@link java.io.IOException}, from then on always. A message that is not an object is kept by {@link #receive()};
 * one that holds what is not allowed from a socket (see {@link SocketOptions#withFilter} and {@link SocketOptions#withFunctions}) is
 * taken, and {@link java.io.IOException} says what it was. Objects that processes of a tree share are never sent.
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
