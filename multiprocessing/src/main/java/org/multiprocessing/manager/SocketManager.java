package org.multiprocessing.manager;

import java.io.IOException;
import java.net.SocketAddress;
import org.multiprocessing.channel.AuthKey;

/** A connection to the server of a manager that somebody else has started. */
final class SocketManager extends AbstractManager {
    private final SocketLink link;
    private volatile boolean closed;

    private SocketManager(SocketLink link) {
        this.link = link;
    }

    static SocketManager connect(SocketAddress address, AuthKey key, ManagerOptionsImpl options) throws IOException {
        return new SocketManager(SocketLink.connect(address, key, options));
    }

    @Override
    ServerLink link() {
        if (closed) {
            throw new IllegalStateException("this connection to a manager is closed");
        }
        return link;
    }

    @Override
    public SocketAddress address() {
        return link.address();
    }

    @Override
    public void shutdown() {
        throw new IllegalStateException(
                "this is a mere connection to a manager; only the process that has started it shuts it down. close() disconnects");
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }

    @Override
    public String toString() {
        return "Manager[connected to " + link.address() + (closed ? ", closed]" : "]");
    }
}
