package org.multiprocessing.conformance.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.channel.SocketOptions;

/** The suite of connections over sockets, for both kinds of addresses, and encrypted. */
class SocketTest {
    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = Certificates.of(folder, "dns:localhost,ip:127.0.0.1,ip:::1");
    }

    private static SocketOptions encrypt(SocketOptions options) {
        return options.withTls(tls);
    }

    @Nested
    class Tcp extends SocketContract {
        @Override
        SocketAddress newAddress() {
            return Ends.tcp();
        }

        @Override
        UnaryOperator<SocketOptions> options() {
            return UnaryOperator.identity();
        }
    }

    @Nested
    class Unix extends SocketContract {
        @Override
        SocketAddress newAddress() {
            return Ends.unix(folder);
        }

        @Override
        UnaryOperator<SocketOptions> options() {
            return UnaryOperator.identity();
        }
    }

    @Nested
    class Tls extends SocketContract {
        @Override
        SocketAddress newAddress() {
            return Ends.tcp();
        }

        @Override
        UnaryOperator<SocketOptions> options() {
            return SocketTest::encrypt;
        }
    }

    /** The rest is the same code. */
    @Test
    void tlsWorksOverAUnixDomainSocket() throws Exception {
        try (Ends ends = Ends.open(Ends.unix(folder), SocketTest::encrypt)) {
            ends.talk();
        }
    }

    @Test
    void ipv6Works() throws Exception {
        InetAddress loopback = InetAddress.getAllByName("::1")[0];
        try {
            new ServerSocket(0, 1, loopback).close();
        } catch (IOException e) {
            Assumptions.abort("no IPv6 here: " + e);
        }
        try (Ends ends = Ends.open(new InetSocketAddress(loopback, 0), UnaryOperator.identity())) {
            ends.talk();
        }
        try (Ends ends = Ends.open(new InetSocketAddress(loopback, 0), SocketTest::encrypt)) {
            ends.talk();
        }
    }
}
