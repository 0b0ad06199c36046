package org.multiprocessing.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;

/** A manager whose server is this JVM, for processes that are threads of it. */
final class LocalManager extends AbstractManager {
    private final ObjectServer server;
    private final LocalLink link;
    private volatile boolean closed;

    private LocalManager(ObjectServer server) {
        this.server = server;
        this.link = new LocalLink(server);
    }

    static LocalManager start(ManagerOptionsImpl options) {
        ObjectServer server = new ObjectServer(options);
        if (options.initializer() != null) {
            options.initializer().run();
        }
        try {
            server.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        server.started().complete(Addresses.toText(server.address()));
        return new LocalManager(server);
    }

    @Override
    ServerLink link() {
        if (closed) {
            throw new IllegalStateException("this manager is shut down");
        }
        return link;
    }

    @Override
    public SocketAddress address() {
        SocketAddress address = server.address();
        if (address == null) {
            throw new IllegalStateException(
                    "this manager has no address; give it one with withAddress(address) and withAuthKey(key)");
        }
        return address;
    }

    @Override
    public void shutdown() {
        closed = true;
        link.close();
        server.close();
    }

    @Override
    public void close() {
        shutdown();
    }

    @Override
    public String toString() {
        return "Manager[threads]";
    }
}
