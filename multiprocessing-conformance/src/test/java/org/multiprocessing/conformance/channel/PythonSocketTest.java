package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.channel.SocketOptions;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Python;

/** Raw bytes between us and the real CPython's {@code multiprocessing.connection}, both ways round. */
class PythonSocketTest {
    private static final UnaryOperator<SocketOptions> MODERN = UnaryOperator.identity();
    private static final UnaryOperator<SocketOptions> LEGACY = SocketOptions::withLegacyDigest;

    private static Optional<String> modern = Optional.empty();
    private static Optional<String> old = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void find() {
        modern = Python.find(12, 16);
        old = Python.find(8, 11);
        System.out.println("CPython with HMAC-SHA-256: " + modern.orElse("none found, from 3.12 on")
                + "; with HMAC-MD5: " + old.orElse("none found, before 3.12"));
    }

    private static Python start(Optional<String> executable, String versions) throws Exception {
        Assumptions.assumeTrue(executable.isPresent(), "there is no CPython " + versions);
        Python python = Python.start(executable.get());
        python.execute("from multiprocessing.connection import Client, Listener");
        python.execute("from multiprocessing import AuthenticationError");
        return python;
    }

    private static String literal(SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            return "('" + internet.getAddress().getHostAddress() + "', " + internet.getPort() + ")";
        }
        return "'" + ((UnixDomainSocketAddress) address).getPath() + "'";
    }

    /** What goes to and fro once the two have found each other; Python's end is {@code c}. */
    private static void exchange(Python python, Connection<Object> ours) throws Exception {
        for (int length : new int[] {0, 1, 16_380, 16_385, 1_000_000}) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            FutureTask<Void> sender = new FutureTask<>(() -> {
                ours.sendBytes(bytes);
                return null;
            });
            Thread.ofPlatform().start(sender);
            python.execute("b = c.recv_bytes()");
            sender.get(Delays.LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(python.run("len(b)")).isEqualTo(Integer.toString(length));
            python.execute("import threading; t = threading.Thread(target=c.send_bytes, args=(b[::-1],)); t.start()");
            byte[] back = ours.receiveBytes();
            python.execute("t.join()");
            for (int i = 0; i < length; i++) {
                if (back[i] != bytes[length - 1 - i]) {
                    throw new AssertionError("byte " + i + " of " + length);
                }
            }
        }
        python.execute("c.send({'a': 1})"); // a pickle, which is none of ours
        assertThatThrownBy(ours::receive).hasMessageContaining("not an object of this library");
        assertThat(ours.receiveBytes()).startsWith((byte) 0x80);
    }

    private void pythonConnects(Python python, SocketAddress address, UnaryOperator<SocketOptions> options)
            throws Exception {
        try (Listener<Object> listener = Multiprocessing.listener(address, Ends.KEY, options)) {
            python.execute("address = " + literal(listener.address()));
            assertThat(python.run("Client(address, authkey=b'Secret')")).startsWith("AuthenticationError");
            Await.equal("refused", 1L, listener::refusedCount);
            python.execute("c = Client(address, authkey=b'secret')");
            try (Connection<Object> ours = listener.accept()) {
                exchange(python, ours);
                python.execute("c.close()");
                assertThatThrownBy(ours::receiveBytes).isInstanceOf(EOFException.class);
            }
            python.execute("c = Client(address, authkey=b'secret')");
            listener.accept().close();
            assertThat(python.run("c.recv_bytes()")).startsWith("EOFError");
        }
    }

    private void weConnect(Python python, UnaryOperator<SocketOptions> options) throws Exception {
        for (String address : new String[] {"('127.0.0.1', 0)", "'" + folder.resolve("theirs") + "'"}) {
            python.execute("l = Listener(" + address + ", authkey=b'secret')");
            SocketAddress there = address.startsWith("(")
                    ? Ends.tcp(Integer.parseInt(python.run("l.address[1]")))
                    : UnixDomainSocketAddress.of(folder.resolve("theirs"));
            Connection<Object> ours = accepted(python, there, Ends.KEY, options);
            try (ours) {
                exchange(python, ours);
            }
            assertThat(python.run("c.recv_bytes()")).startsWith("EOFError");
            assertThatThrownBy(() -> accepted(python, there, AuthKey.of("Secret"), options))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("refuses our proof");
            python.execute("l.close()");
        }
    }

    /** Connects while Python accepts in a thread. */
    private static Connection<Object> accepted(
            Python python, SocketAddress address, AuthKey key, UnaryOperator<SocketOptions> options) throws Exception {
        python.execute("r = []");
        python.execute("import threading");
        python.execute("t = threading.Thread(target=lambda: r.append(l.accept()))");
        python.execute("threading.excepthook = lambda e: r.append(e.exc_value)");
        python.execute("t.start()");
        try {
            return Multiprocessing.client(address, key, options);
        } finally {
            python.execute("t.join()");
            python.execute("c = r[0]");
        }
    }

    @Test
    void pythonConnectsOverTcp() throws Exception {
        try (Python python = start(modern, "from 3.12 on")) {
            pythonConnects(python, Ends.tcp(), MODERN);
            assertThat(python.end()).isEmpty();
        }
    }

    @Test
    void pythonConnectsOverAUnixDomainSocket() throws Exception {
        try (Python python = start(modern, "from 3.12 on")) {
            pythonConnects(python, Ends.unix(folder), MODERN);
            assertThat(python.end()).isEmpty();
        }
    }

    @Test
    void weConnectToPython() throws Exception {
        try (Python python = start(modern, "from 3.12 on")) {
            weConnect(python, MODERN);
            assertThat(python.end()).isEmpty();
        }
    }

    @Test
    void oldPythonNeedsTheSwitch() throws Exception {
        try (Python python = start(old, "before 3.12")) {
            pythonConnects(python, Ends.tcp(), LEGACY);
            weConnect(python, LEGACY);
            try (Listener<Object> listener = Multiprocessing.listener(Ends.tcp(), Ends.KEY)) {
                assertThat(python.run("Client(" + literal(listener.address()) + ", authkey=b'secret')"))
                        .startsWith("AuthenticationError");
                Await.equal("refused", 1L, listener::refusedCount);
            }
            python.execute("l = Listener(('127.0.0.1', 0), authkey=b'secret')");
            SocketAddress there = Ends.tcp(Integer.parseInt(python.run("l.address[1]")));
            assertThatThrownBy(() -> accepted(python, there, Ends.KEY, MODERN))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("withLegacyDigest");
            python.execute("l.close()");
            assertThat(python.end()).isEmpty();
        }
    }

    /** Each of the modern ones, too, where the program allows the old digest. */
    @Test
    void switchDoesNotHinderTheModern() throws Exception {
        try (Python python = start(modern, "from 3.12 on")) {
            pythonConnects(python, Ends.tcp(), LEGACY);
            assertThat(python.end()).isEmpty();
        }
    }
}
