package org.multiprocessing.manager;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;

/** A server that is part of this program. */
final class EmbeddedServer implements ManagerServer {
    private final ObjectServer server;
    private final SocketAddress address;
    private volatile boolean closed;

    private EmbeddedServer(ObjectServer server, SocketAddress address) {
        this.server = server;
        this.address = address;
    }

    static EmbeddedServer open(ManagerOptionsImpl options) throws IOException {
        ObjectServer server = new ObjectServer(options);
        server.listen();
        SocketAddress address = Objects.requireNonNull(server.address(), "checked by the caller");
        server.started().complete(Addresses.toText(address));
        return new EmbeddedServer(server, address);
    }

    @Override
    public <T> void publish(String name, Class<T> type, T object) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(object, "object");
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface; only the methods of an interface can be called from elsewhere");
        }
        MethodTable.of(type); // refuses an interface that cannot be served
        if (closed) {
            throw new IllegalStateException("this server is closed");
        }
        server.table().publish(name, new OwnReference(server.table().add(type, object), "", object));
    }

    @Override
    public void serveForever() throws InterruptedException {
        server.awaitShutdown();
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public long refusedCount() {
        return server.refusedCount();
    }

    @Override
    public void close() {
        closed = true;
        server.close();
        server.shutDown();
    }

    @Override
    public String toString() {
        return "ManagerServer[" + address + (closed ? ", closed]" : "]");
    }
}
