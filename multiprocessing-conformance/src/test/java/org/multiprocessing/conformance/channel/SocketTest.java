package org.multiprocessing.conformance.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.channel.SocketOptions;

/** The suite of connections over sockets, for both kinds of addresses, encrypted and not. */
class SocketTest {
    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = Certificates.of(folder, "dns:localhost,ip:127.0.0.1,ip:::1");
    }

    abstract static class Plain extends SocketContract {
        @Override
        UnaryOperator<SocketOptions> options() {
            return o -> o;
        }
    }

    abstract static class Encrypted extends SocketContract {
        @Override
        UnaryOperator<SocketOptions> options() {
            return o -> o.withTls(tls);
        }
    }

    @Nested
    class Tcp extends Plain {
        @Override
        SocketAddress newAddress() {
            return Ends.tcp();
        }
    }

    @Nested
    class Tcp6 extends Plain {
        @Override
        SocketAddress newAddress() {
            try {
                InetAddress loopback = InetAddress.getByName("::1");
                try (var _ = new java.net.ServerSocket(0, 1, loopback)) {
                    return new InetSocketAddress(loopback, 0);
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            } catch (java.io.IOException e) {
                return Assumptions.abort("no IPv6 here: " + e);
            }
        }
    }

    @Nested
    class Unix extends Plain {
        @Override
        SocketAddress newAddress() {
            return Ends.unix(folder);
        }
    }

    @Nested
    class TcpTls extends Encrypted {
        @Override
        SocketAddress newAddress() {
            return Ends.tcp();
        }
    }

    @Nested
    class UnixTls extends Encrypted {
        @Override
        SocketAddress newAddress() {
            return Ends.unix(folder);
        }
    }
}
