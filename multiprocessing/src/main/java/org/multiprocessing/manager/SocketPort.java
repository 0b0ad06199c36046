package org.multiprocessing.manager;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Sockets;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.ObjectClosedException;

/** A way over a socket, to and from programs that need not be of the same tree. */
final class SocketPort implements Port {
    private final Connection<Object> connection;
    private final int limit;

    SocketPort(Connection<Object> connection, int limit) {
        this.connection = connection;
        this.limit = limit;
    }

    @Override
    public void send(Encoder message) throws IOException {
        if (message.length() > limit) {
            throw new TooLongException(message.length(), limit);
        }
        try {
            Sockets.sendWhole(connection, ByteBuffer.wrap(message.array(), 0, message.length()));
        } catch (ObjectClosedException e) {
            throw closed();
        }
    }

    private static EOFException closed() {
        return new EOFException("the connection is closed");
    }

    @Override
    public @Nullable Message receive(long nanos) throws IOException, InterruptedException {
        try {
            if (nanos != FOREVER && !connection.isReady(Duration.ofNanos(nanos))) {
                return null;
            }
            return Message.of(connection.receiveBytes());
        } catch (ObjectClosedException e) {
            throw closed();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
