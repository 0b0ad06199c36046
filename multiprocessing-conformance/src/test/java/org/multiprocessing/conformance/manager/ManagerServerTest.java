package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerServer;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.serial.Call1;

/** A server that is part of a program, and those that connect to it, also such as do not behave. */
class ManagerServerTest {
    private static final AuthKey KEY = AuthKey.of("secret");
    private static final int CLIENTS = "all".equals(System.getProperty("multiprocessing.tests")) ? 1000 : 50;

    // what goes over the wire
    private static final byte HELLO = 1;
    private static final byte CALL = 2;
    private static final byte FAILED = 3;

    private final HostedDesk desk = new HostedDesk("served");
    private ManagerServer server;

    @TempDir
    Path folder;

    private static SocketAddress tcp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @BeforeEach
    void serve() throws Exception {
        server = Multiprocessing.managerServer(
                o -> o.withAddress(tcp()).withAuthKey(KEY).withHandshakeTimeout(Delays.SMALL));
        server.publish("desk", Desk.class, desk);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Manager connect() throws IOException {
        return Multiprocessing.connectManager(server.address(), KEY);
    }

    // ---- those that behave

    @Test
    void theObjectItselfIsCalled() throws Exception {
        try (Manager one = connect();
                Manager other = connect()) {
            Desk mine = one.lookup("desk");
            mine.add(2);
            assertThat(other.lookup("desk", Desk.class).add(3)).isEqualTo(5);
            assertThat(desk.add(0)).isEqualTo(5);
            assertThat(one.address()).isEqualTo(server.address());
            assertThat(mine.drawer()).isEqualTo(mine.drawer());
        }
    }

    @Test
    void whatAClientHadGoesWithItsConnection() throws Exception {
        try (Manager stays = connect()) {
            long before = stays.objectCount();
            Manager goes = connect();
            Desk drawer = goes.lookup("desk", Desk.class).drawer();
            assertThat(stays.objectCount()).isEqualTo(before + 1);
            goes.close();
            Await.equal("objects", before, stays::objectCount);
            assertThatThrownBy(() -> drawer.add(1)).isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> goes.lookup("desk")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theCallsOfAClientEndWithItsConnection() throws Exception {
        Manager goes = connect();
        Desk served = goes.lookup("desk");
        List<Aside<Void>> waiters = List.of(Aside.run(served::await), Aside.run(true, served::await));
        Await.equal("waiting", 2, desk::waiting);
        goes.close();
        for (Aside<Void> waiter : waiters) {
            waiter.failure(RemoteException.class);
        }
        Await.equal("waiting", 0, desk::waiting);
    }

    @Test
    void closingTheServerIsToldToAll() throws Exception {
        Aside<Void> forever = Aside.run(server::serveForever);
        try (Manager client = connect()) {
            Desk served = client.lookup("desk");
            Aside<Void> waiter = Aside.run(served::await);
            Await.equal("waiting", 1, desk::waiting);
            forever.waits();
            server.close();
            forever.result();
            assertThat(waiter.failure(Exception.class))
                    .isInstanceOfAny(RemoteException.class, InterruptedException.class);
            assertThatThrownBy(() -> served.add(1)).isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> server.publish("x", Desk.class, desk)).isInstanceOf(IllegalStateException.class);
        }
        SocketAddress again = server.address();
        Multiprocessing.managerServer(o -> o.withAddress(again).withAuthKey(KEY))
                .close();
    }

    @Test
    void aCallMayHaveATimeLimit() throws Exception {
        try (Manager client =
                Multiprocessing.connectManager(server.address(), KEY, o -> o.withCallTimeout(Delays.SMALL))) {
            Desk served = client.lookup("desk");
            assertThatThrownBy(served::await)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("withCallTimeout");
            Await.equal("waiting", 0, desk::waiting);
            assertThat(served.add(1)).isEqualTo(1);
        }
    }

    /** Each a connection of its own. */
    @Test
    void manyClientsAreServed() throws Exception {
        List<Manager> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(connect());
            }
            for (Manager client : clients) {
                client.lookup("desk", Desk.class).add(1);
            }
            assertThat(desk.add(0)).isEqualTo(CLIENTS);
        } finally {
            clients.forEach(Manager::close);
        }
    }

    // ---- what is not accepted

    @Test
    void aWrongKeyIsRefusedAndCounted() throws Exception {
        assertThatThrownBy(() -> Multiprocessing.connectManager(server.address(), AuthKey.of("wrong")))
                .isInstanceOf(AuthenticationException.class);
        Await.equal("refused", 1L, server::refusedCount);
        stillServes();
    }

    private void stillServes() throws IOException {
        try (Manager client = connect()) {
            client.lookup("desk", Desk.class).echo("still there");
        }
    }

    @Test
    void silentAndNoisyPeersAreDroppedAndCounted() throws Exception {
        try (SocketChannel silent = SocketChannel.open(server.address());
                SocketChannel noisy = SocketChannel.open(server.address());
                Connection<Object> shy = Multiprocessing.client(server.address(), KEY);
                Connection<Object> rude = Multiprocessing.client(server.address(), KEY)) {
            noisy.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            rude.sendBytes(new byte[] {99, 1, 2});
            Await.equal("refused", 4L, server::refusedCount);
            assertThat(silent.isOpen()).isTrue(); // at this side
            assertThat(shy.isClosed()).isFalse();
        }
        stillServes();
    }

    @Test
    void whatIsNoManagerIsNotWaitedForLong() throws Exception {
        try (Listener<Object> listener = Multiprocessing.listener(tcp(), KEY)) {
            assertThatThrownBy(() -> Multiprocessing.connectManager(
                            listener.address(), KEY, o -> o.withHandshakeTimeout(Delays.SMALL)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("manager");
        }
    }

    @Test
    void classesAndFunctionsAreRefusedUnlessTheyAreSwitchedOn() throws Exception {
        try (Manager client = connect()) {
            Desk served = client.lookup("desk");
            assertThatThrownBy(() -> served.echo(new File("x")))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withFilter");
            assertThatThrownBy(() -> served.apply(x -> x + 1))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withFunctions");
            assertThatThrownBy(() -> client.host(Desk.class, () -> new HostedDesk("x")))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withFunctions");
            assertThat(server.refusedCount()).isEqualTo(3);
            assertThatThrownBy(client::shutdown).isInstanceOf(IllegalStateException.class);
            assertThat(served.add(1)).as("goes on").isEqualTo(1);
        }
    }

    /** A value, which comes through, and a function, too. */
    private record Adding(int number) implements Call1<Integer, Integer> {
        @Override
        public Integer call(Integer value) {
            return value + number;
        }
    }

    @Test
    void aRecordThatIsAFunctionIsRefusedUnlessTheyAreSwitchedOn() throws Exception {
        try (Manager client = connect()) {
            Desk served = client.lookup("desk");
            assertThat(served.echo(new Adding(1))).as("as a value").isEqualTo(new Adding(1));
            assertThatThrownBy(() -> served.apply(new Adding(1)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withFunctions");
            assertThatThrownBy(() -> client.pool(1))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("ManagerOptions.withFunctions");
        }
    }

    @Test
    void aFilterAllowsClasses() throws Exception {
        ObjectInputFilter files = ObjectInputFilter.Config.createFilter("java.io.File");
        SocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ManagerServer filtered = Multiprocessing.managerServer(
                        o -> o.withAddress(address).withAuthKey(KEY).withFilter(files));
                Manager client = Multiprocessing.connectManager(address, KEY, o -> o.withFilter(files))) {
            filtered.publish("desk", Desk.class, desk);
            assertThat(client.lookup("desk", Desk.class).echo(new File("x"))).isEqualTo(new File("x"));
        }
    }

    @Test
    void objectsOfTheTreeStayInIt() throws Exception {
        try (Manager client = connect()) {
            Desk served = client.lookup("desk");
            assertThatThrownBy(() -> served.echo(Multiprocessing.lock())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void messagesThatAreTooLongAreRefused() throws Exception {
        try (Manager client = Multiprocessing.connectManager(server.address(), KEY, o -> o.withMaxFrameBytes(10_000))) {
            Desk served = client.lookup("desk");
            assertThatThrownBy(() -> served.echo(new byte[20_000]))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withMaxFrameBytes");
            assertThat(served.add(1)).isEqualTo(1);
        }
        SocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ManagerServer small = Multiprocessing.managerServer(
                        o -> o.withAddress(address).withAuthKey(KEY).withMaxFrameBytes(10_000));
                Manager client = Multiprocessing.connectManager(address, KEY)) {
            small.publish("desk", Desk.class, new HostedDesk("x".repeat(20_000)));
            Desk served = client.lookup("desk");
            assertThatThrownBy(served::name)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ManagerOptions.withMaxFrameBytes");
            assertThat(served.add(1)).isEqualTo(1);
        }
    }

    /** By hand: no proxy calls what its interface does not have. */
    @Test
    void unknownMethodsAndObjectsAreRefusedAndCounted() throws Exception {
        try (Connection<Object> client = Multiprocessing.client(server.address(), KEY)) {
            client.sendBytes(message(30)
                    .put(HELLO)
                    .putInt(1)
                    .putLong(1)
                    .put((byte) 2)
                    .put((byte) 'x')
                    .flip());
            for (long object : new long[] {0, 1, 4711}) {
                client.sendBytes(message(60)
                        .put(CALL)
                        .putLong(1)
                        .putLong(1)
                        .putLong(object)
                        .putLong(4711)
                        .put((byte) 0)
                        .flip());
                byte[] answer = client.receiveBytes();
                assertThat(answer[8]).isEqualTo(FAILED);
                assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                        .contains(object == 0 ? "method" : "object"); // also of what it was not given
            }
            assertThat(server.refusedCount()).isEqualTo(3);
        }
        stillServes();
    }

    private static ByteBuffer message(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatIsOfNoUseIsRefused() {
        assertThatThrownBy(() -> Multiprocessing.managerServer(o -> o.withAuthKey(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withAddress");
        assertThatThrownBy(() -> Multiprocessing.managerServer(
                        o -> o.withAddress(tcp()).withAuthKey(KEY).withProcess(p -> p)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withProcess");
        assertThatThrownBy(() -> Multiprocessing.connectManager(tcp(), KEY, o -> o.withAuthKey(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withAuthKey");
        assertThatThrownBy(() -> server.publish("x", HostedDesk.class, desk))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server.publish("desk", Desk.class, desk)).isInstanceOf(IllegalStateException.class);
    }
}
