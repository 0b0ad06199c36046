package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.process.Process;

/** Listeners and clients: addresses, the proof of the key, and peers that do not behave. */
class ListenerTest {
    private static final AuthKey KEY = Ends.KEY;

    @TempDir
    static Path folder;

    private Listener<Object> listener;

    @BeforeEach
    void listen() throws Exception {
        listener = Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withHandshakeTimeout(Delays.LONG));
    }

    @AfterEach
    void close() {
        listener.close();
    }

    static Stream<SocketAddress> addresses() {
        return Stream.of(Ends.tcp(), Ends.unix(folder));
    }

    private void serves() throws Exception {
        try (Connection<Object> client = Multiprocessing.client(listener.address(), KEY);
                Connection<Object> server = listener.accept()) {
            client.send("hello");
            assertThat(server.receive()).isEqualTo("hello");
        }
    }

    /** CPython test_multiple_bind, test_context, test_listener_client. */
    @ParameterizedTest
    @MethodSource("addresses")
    void listenerAcceptsAndIsClosed(SocketAddress address) throws Exception {
        Listener<Object> own = Multiprocessing.listener(address, KEY);
        SocketAddress chosen = own.address();
        assertThat(own.lastAccepted()).isEmpty();
        assertThatThrownBy(() -> Multiprocessing.listener(chosen, KEY)).isInstanceOf(BindException.class);
        try (Connection<Object> client = Multiprocessing.client(chosen, KEY);
                Connection<Object> server = own.accept()) {
            assertThat(own.lastAccepted()).isPresent();
            own.close();
            own.close();
            client.send(1);
            assertThat(server.receive()).isEqualTo(1); // connections stay
        }
        assertThat(own.address()).isEqualTo(chosen);
        assertThat(own.refusedCount()).isZero();
        assertThatThrownBy(own::accept).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> Multiprocessing.client(chosen, KEY)).isInstanceOf(IOException.class);
        Multiprocessing.listener(chosen, KEY).close(); // the same port or path, at once
    }

    @Test
    void fileOfAUnixDomainAddressGoesWithItsListenerOnly() throws Exception {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) Ends.unix(folder);
        Listener<Object> own = Multiprocessing.listener(address, KEY);
        assertThat(address.getPath()).exists();
        own.close();
        assertThat(address.getPath()).doesNotExist();
        Files.writeString(address.getPath(), "somebody's");
        assertThatThrownBy(() -> Multiprocessing.listener(address, KEY))
                .isInstanceOf(BindException.class)
                .hasMessageContaining(address.getPath().toString())
                .hasMessageContaining("Delete it");
        assertThat(address.getPath()).content().isEqualTo("somebody's");
        Files.delete(address.getPath());
        Listener<Object> second = Multiprocessing.listener(address, KEY);
        Files.delete(address.getPath());
        Files.writeString(address.getPath(), "another one's");
        second.close();
        assertThat(address.getPath()).content().isEqualTo("another one's");
    }

    @Test
    void fileGoesWithTheProgramThatForgetsToClose() throws Exception {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) Ends.unix(folder);
        try (Program program =
                Program.start(folder, ForgetfulProgram.class, address.getPath().toString())) {
            program.awaitLine("listening");
            assertThat(program.awaitExit()).isZero();
        }
        assertThat(address.getPath()).doesNotExist();
    }

    /** CPython TestInvalidFamily. */
    @Test
    void otherAddressesAreRefused() {
        SocketAddress odd = new SocketAddress() {
            private static final long serialVersionUID = 1L;
        };
        for (SocketAddress address : new SocketAddress[] {odd, UnixDomainSocketAddress.of("")}) {
            assertThatThrownBy(() -> Multiprocessing.listener(address, KEY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("InetSocketAddress")
                    .hasMessageContaining("UnixDomainSocketAddress");
            assertThatThrownBy(() -> Multiprocessing.client(address, KEY)).isInstanceOf(IllegalArgumentException.class);
        }
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host.invalid", 1);
        assertThatThrownBy(() -> Multiprocessing.client(unknown, KEY)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> Multiprocessing.listener(null, KEY)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Multiprocessing.listener(Ends.tcp(), null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void nobodyThereIsTheSystemsOwnError() throws Exception {
        SocketAddress address = listener.address();
        listener.close();
        assertThatThrownBy(() -> Multiprocessing.client(address, KEY)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Multiprocessing.client(Ends.unix(folder), KEY)).isInstanceOf(IOException.class);
    }

    /** CPython test_listener_client. */
    @ParameterizedTest
    @MethodSource("addresses")
    void childConnects(SocketAddress address) throws Exception {
        try (Listener<Object> own = Multiprocessing.listener(address, KEY)) {
            SocketAddress chosen = own.address();
            String path = chosen instanceof UnixDomainSocketAddress local
                    ? local.getPath().toString()
                    : "";
            int port = chosen instanceof InetSocketAddress internet ? internet.getPort() : 0;
            Process child =
                    Multiprocessing.process(ListenerTest::greet, path, port).start();
            try (Connection<Object> server = own.accept()) {
                assertThat(server.receive()).isEqualTo("hello");
                server.send("bye");
                child.join();
                assertThatThrownBy(server::receive)
                        .isInstanceOf(EOFException.class); // the end of the process is the end
            }
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    static void greet(String path, int port) throws Exception {
        SocketAddress address = path.isEmpty() ? Ends.tcp(port) : UnixDomainSocketAddress.of(path);
        Connection<Object> connection = Multiprocessing.client(address, KEY);
        connection.send("hello");
        if (!connection.receive().equals("bye")) {
            throw new IllegalStateException("something else");
        }
    }

    /** CPython test_issue14725: the client is gone before it is accepted. */
    @Test
    void clientThatIsGoneAlreadyIsAccepted() throws Exception {
        Connection<Object> client = Multiprocessing.client(listener.address(), KEY);
        client.send("left behind");
        client.close();
        try (Connection<Object> server = listener.accept()) {
            assertThat(server.receive()).isEqualTo("left behind");
            assertThatThrownBy(server::receive).isInstanceOf(EOFException.class);
        }
    }

    /** CPython test_issue16955: what was sent can be received although the sender has closed. */
    @ParameterizedTest
    @MethodSource("addresses")
    void messageIsThereAfterItsSenderHasClosed(SocketAddress address) throws Exception {
        try (Ends ends = Ends.open(address, o -> o)) {
            ends.server().sendBytes("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(ends.client().isReady(Delays.LONG)).isTrue();
            ends.server().close();
            assertThat(ends.client().receiveBytes()).hasSize(5);
        }
    }

    /** CPython test_empty_authkey. */
    @Test
    void emptyKeyIsAKey() throws Exception {
        AuthKey empty = AuthKey.of(new byte[0]);
        try (Listener<Object> own = Multiprocessing.listener(Ends.tcp(), empty);
                Connection<Object> client = Multiprocessing.client(own.address(), empty);
                Connection<Object> server = own.accept()) {
            client.send(1);
            assertThat(server.receive()).isEqualTo(1);
            assertThatThrownBy(() -> Multiprocessing.client(own.address(), KEY))
                    .isInstanceOf(AuthenticationException.class);
        }
        assertThatThrownBy(() -> Multiprocessing.client(listener.address(), empty))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void wrongKeyIsToldToTheClientAndCounted() throws Exception {
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> Multiprocessing.client(listener.address(), AuthKey.random()))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("refuses our proof");
            Await.equal("refused", (long) i, listener::refusedCount);
        }
        serves();
        assertThat(listener.refusedCount()).isEqualTo(3);
    }

    private static FutureTask<Connection<Object>> clientInThread(SocketAddress address, Duration timeout) {
        FutureTask<Connection<Object>> client =
                new FutureTask<>(() -> Multiprocessing.client(address, KEY, o -> o.withHandshakeTimeout(timeout)));
        Thread.ofPlatform().start(client);
        return client;
    }

    private static Throwable failureOf(FutureTask<?> task) throws Exception {
        try {
            return new AssertionError("ended with " + task.get(Delays.LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause();
        }
    }

    /** CPython OtherTest: a bogus peer. */
    @Test
    void listenerMustProveTheKeyToo() throws Exception {
        for (String bogus :
                new String[] {"wrong key", "welcomes all", "no challenge", "reflects", "closes", "silent"}) {
            try (ServerSocketChannel server = ServerSocketChannel.open().bind(Ends.tcp())) {
                boolean silent = bogus.equals("silent");
                FutureTask<Connection<Object>> client =
                        clientInThread(server.getLocalAddress(), silent ? Delays.SMALL : Delays.LONG);
                try (Peer peer = new Peer(server.accept())) {
                    beBogus(bogus, peer);
                    Throwable failure = failureOf(client);
                    if (silent) {
                        assertThat(failure)
                                .isInstanceOf(SocketTimeoutException.class)
                                .hasMessageContaining("withHandshakeTimeout");
                    } else if (bogus.equals("closes")) {
                        assertThat(failure).isInstanceOf(EOFException.class);
                    } else {
                        assertThat(failure).as(bogus).isInstanceOf(AuthenticationException.class);
                    }
                    assertThat(peer.isClosed()).isTrue();
                }
            }
        }
    }

    private static void beBogus(String how, Peer peer) throws IOException {
        byte[] challenge = "{sha256}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes(StandardCharsets.US_ASCII);
        switch (how) {
            case "no challenge" -> peer.send("hello, who are you?".getBytes(StandardCharsets.US_ASCII));
            case "closes" -> peer.close();
            case "silent" -> {}
            default -> {
                peer.send(Peer.join(Peer.CHALLENGE, challenge));
                byte[] answer = peer.receive();
                assertThat(answer).isEqualTo(Peer.answer(challenge, "secret"));
                peer.send(Peer.WELCOME);
                byte[] own = peer.challenge();
                switch (how) {
                    case "wrong key" -> peer.send(Peer.answer(own, "Secret"));
                    case "reflects" -> peer.send(answer);
                    default -> peer.send(Peer.WELCOME);
                }
                assertThat(peer.receive()).isEqualTo(Peer.FAILURE);
            }
        }
    }

    /** Who does not know the key asks another client of ours for the answer. */
    @Test
    void clientDoesNotAnswerWhatAnotherClientHasAsked() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(Ends.tcp())) {
            FutureTask<Connection<Object>> first = clientInThread(server.getLocalAddress(), Delays.LONG);
            try (Peer asked = new Peer(server.accept())) {
                asked.send(Peer.join(
                        Peer.CHALLENGE,
                        "{sha256}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes(StandardCharsets.US_ASCII)));
                asked.receive();
                asked.send(Peer.WELCOME);
                byte[] question = asked.challenge();
                FutureTask<Connection<Object>> second = clientInThread(server.getLocalAddress(), Delays.LONG);
                try (Peer oracle = new Peer(server.accept())) {
                    oracle.send(Peer.join(Peer.CHALLENGE, question));
                    assertThat(failureOf(second))
                            .isInstanceOf(AuthenticationException.class)
                            .hasMessageContaining("our own challenge");
                }
            }
            assertThat(failureOf(first)).isInstanceOf(IOException.class);
        }
    }

    /** After its proof, a peer sends the listener's own challenge back. */
    @Test
    void listenerDoesNotAnswerWhatItHasAsked() throws Exception {
        try (Peer first = Peer.connect(listener.address());
                Peer second = Peer.connect(listener.address())) {
            byte[] open = first.challenge();
            second.send(Peer.answer(second.challenge(), "secret"));
            assertThat(second.receive()).isEqualTo(Peer.WELCOME);
            second.send(Peer.join(Peer.CHALLENGE, open));
            assertThat(second.isClosed()).isTrue();
            Await.equal("refused", 1L, listener::refusedCount);
        }
        serves();
    }

    @Test
    void defect28_md5NeedsItsSwitch() throws Exception {
        try (Peer peer = Peer.connect(listener.address())) {
            peer.challenge();
            peer.send(new byte[16]); // as CPython 3.11 answers
            assertThat(peer.receive()).isEqualTo(Peer.FAILURE);
            assertThat(peer.isClosed()).isTrue();
        }
        try (Peer peer = Peer.connect(listener.address())) {
            peer.send(Peer.answer(peer.challenge(), "secret"));
            assertThat(peer.receive()).isEqualTo(Peer.WELCOME);
            peer.send(Peer.join(Peer.CHALLENGE, new byte[20])); // as CPython 3.11 asks
            assertThat(peer.isClosed()).isTrue();
        }
        Await.equal("refused", 2L, listener::refusedCount);
    }

    @Test
    void defect27_silentPeersKeepNobodyWaitingAndAreDropped() throws Exception {
        List<Peer> silent = new ArrayList<>();
        try (Listener<Object> own =
                Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withHandshakeTimeout(Delays.SMALL))) {
            for (int i = 0; i < 300; i++) {
                silent.add(Peer.connect(own.address()));
            }
            try (Connection<Object> client = Multiprocessing.client(own.address(), KEY);
                    Connection<Object> server = own.accept()) {
                client.send(1);
                assertThat(server.receive()).isEqualTo(1);
            }
            for (Peer peer : silent) {
                assertThat(peer.isClosed()).isTrue();
            }
            Await.equal("refused", 300L, own::refusedCount);
        } finally {
            silent.forEach(Peer::close);
        }
    }

    /** The time is for all of the handshake: a byte now and then does not prolong it. */
    @Test
    void slowPeerIsDropped() throws Exception {
        try (Listener<Object> own =
                        Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withHandshakeTimeout(Delays.SMALL));
                Peer peer = Peer.connect(own.address())) {
            peer.receive();
            byte[] answer = ByteBuffer.allocate(1000).putInt(200).array();
            Await.until("dropped", () -> {
                if (own.refusedCount() == 0) {
                    peer.raw(new byte[] {answer[0]});
                }
                return own.refusedCount() == 1;
            });
        } catch (IOException e) {
            assertThat(e).hasMessageMatching(".*(Broken pipe|reset).*"); // dropped while it wrote
        }
    }

    @Test
    void peersAboveTheLimitAreTurnedAwayAtOnce() throws Exception {
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 1050; i++) {
                peers.add(Peer.connect(listener.address()));
            }
            Await.until("refused", () -> listener.refusedCount() >= 50);
            assertThat(listener.refusedCount()).isEqualTo(50);
            peers.forEach(Peer::close);
            Await.equal("refused", 1050L, listener::refusedCount);
            serves();
        } finally {
            peers.forEach(Peer::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257, 1 << 20, Integer.MAX_VALUE, -1, -2, Integer.MIN_VALUE})
    void handshakeMessagesOfOddLengthsAreRefused(int length) throws Exception {
        try (Peer peer = Peer.connect(listener.address())) {
            peer.receive();
            peer.raw(ByteBuffer.allocate(4).putInt(length).array());
            if (length == -1) {
                peer.raw(ByteBuffer.allocate(8).putLong(1L << 40).array());
            }
            assertThat(peer.isClosed()).isTrue();
        }
        Await.equal("refused", 1L, listener::refusedCount);
        serves();
    }

    /** Whoever is ready waits in a queue as long as the backlog, and the rest in the system's. */
    @Test
    void noMoreThanTheBacklogWaitToBeAccepted() throws Exception {
        try (Listener<Object> own = Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withBacklog(2))) {
            List<Connection<Object>> clients = new ArrayList<>();
            clients.add(Multiprocessing.client(own.address(), KEY));
            clients.add(Multiprocessing.client(own.address(), KEY));
            List<FutureTask<Connection<Object>>> more = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                more.add(clientInThread(own.address(), Delays.LONG));
            }
            List<Connection<Object>> accepted = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                accepted.add(own.accept());
            }
            for (FutureTask<Connection<Object>> client : more) {
                clients.add(client.get());
            }
            for (int i = 0; i < 5; i++) {
                clients.get(i).send(i);
            }
            int sum = 0;
            for (Connection<Object> connection : accepted) {
                sum += (Integer) connection.receive();
            }
            assertThat(sum).isEqualTo(10);
            clients.forEach(Connection::close);
            accepted.forEach(Connection::close);
        }
    }

    @Test
    void acceptIsEndedByAnInterruptAndByClose() throws Exception {
        FutureTask<Object> accepting = new FutureTask<>(() -> listener.accept());
        Thread thread = Thread.ofPlatform().start(accepting);
        Await.until("waits", () -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        assertThat(failureOf(accepting)).isInstanceOf(InterruptedException.class);
        serves();
        FutureTask<Object> second = new FutureTask<>(() -> listener.accept());
        Thread other = Thread.ofPlatform().start(second);
        Await.until("waits", () -> other.getState() == Thread.State.WAITING);
        listener.close();
        assertThat(failureOf(second)).isInstanceOf(ClosedChannelException.class);
    }

    /** Those that were not accepted, and those in the middle of the handshake, end with the listener. */
    @Test
    void closeEndsWhatNobodyHasAccepted() throws Exception {
        try (Connection<Object> waiting = Multiprocessing.client(listener.address(), KEY);
                Peer shaking = Peer.connect(listener.address())) {
            shaking.receive();
            InetSocketAddress server = (InetSocketAddress) listener.address();
            Await.until("its last word is read", () -> !Unread.at(server)); // else TCP resets, which is no end
            listener.close();
            assertThatThrownBy(waiting::receive).isInstanceOf(EOFException.class);
            assertThat(shaking.isClosed()).isTrue();
        }
        assertThat(listener.refusedCount()).isZero();
    }

    @Test
    void interruptedClientEndsAndKeepsItsInterrupt() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(Ends.tcp())) {
            SocketAddress address = server.getLocalAddress();
            FutureTask<Boolean> kept = new FutureTask<>(() -> {
                assertThatThrownBy(() -> Multiprocessing.client(address, KEY)).isInstanceOf(IOException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = Thread.ofPlatform().start(kept);
            try (Peer peer = new Peer(server.accept())) {
                thread.interrupt();
                assertThat(kept.get(Delays.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(peer.isClosed()).isTrue();
            }
        }
    }

    @Test
    void tlsChecksTheHostAndTheCertificate() throws Exception {
        SSLContext here = Certificates.of(folder, "dns:localhost,ip:127.0.0.1");
        SSLContext elsewhere = Certificates.of(folder, "dns:elsewhere.example");
        try (Listener<Object> own = Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withTls(elsewhere))) {
            assertThatThrownBy(() -> Multiprocessing.client(own.address(), KEY, o -> o.withTls(elsewhere)))
                    .isInstanceOf(SSLException.class); // the right certificate, of another host
            assertThatThrownBy(() -> Multiprocessing.client(own.address(), KEY, o -> o.withTls(here)))
                    .isInstanceOf(SSLException.class); // a certificate that is not trusted
            Await.equal("refused", 2L, own::refusedCount);
        }
        try (Listener<Object> own =
                Multiprocessing.listener(Ends.tcp(), KEY, o -> o.withTls(here).withHandshakeTimeout(Delays.SMALL))) {
            // no TLS, and a wrong key inside of it
            assertThatThrownBy(() -> Multiprocessing.client(own.address(), KEY)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> Multiprocessing.client(own.address(), AuthKey.random(), o -> o.withTls(here)))
                    .isInstanceOf(AuthenticationException.class);
            try (Peer peer = Peer.connect(own.address())) {
                peer.raw("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(peer.isClosed()).isTrue();
            }
            Await.equal("refused", 3L, own::refusedCount);
            try (Connection<Object> client = Multiprocessing.client(own.address(), KEY, o -> o.withTls(here));
                    Connection<Object> server = own.accept()) {
                client.send("encrypted");
                assertThat(server.receive()).isEqualTo("encrypted");
            }
        }
        // a listener that does not encrypt
        assertThatThrownBy(() -> Multiprocessing.client(listener.address(), KEY, o -> o.withTls(here)))
                .isInstanceOf(IOException.class);
    }
}
