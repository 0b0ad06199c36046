package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.channel.SocketOptions;

/** Both ends of a connection over a socket, in this JVM; the listener is closed already. */
record Ends(Connection<Object> client, Connection<Object> server) implements AutoCloseable {
    static final AuthKey KEY = AuthKey.of("secret");
    private static final AtomicInteger NAMES = new AtomicInteger();

    static Ends open(SocketAddress address, UnaryOperator<SocketOptions> options) throws Exception {
        return open(address, options, options);
    }

    static Ends open(SocketAddress address, UnaryOperator<SocketOptions> client, UnaryOperator<SocketOptions> server)
            throws Exception {
        try (Listener<Object> listener = Multiprocessing.listener(address, KEY, server)) {
            Connection<Object> connected = Multiprocessing.client(listener.address(), KEY, client);
            return new Ends(connected, listener.accept());
        }
    }

    /** Returns an address of this machine at which nobody listens. */
    static InetSocketAddress tcp() {
        return tcp(0);
    }

    /** Returns the address of a port of this machine. */
    static InetSocketAddress tcp(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns an address in a folder at which nobody listens. */
    static SocketAddress unix(Path folder) {
        return UnixDomainSocketAddress.of(folder.resolve("socket-" + NAMES.incrementAndGet()));
    }

    /** Says something, and something back. */
    void talk() throws Exception {
        client.send("hello");
        assertThat(server.receive()).isEqualTo("hello");
        server.send("bye");
        assertThat(client.receive()).isEqualTo("bye");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
