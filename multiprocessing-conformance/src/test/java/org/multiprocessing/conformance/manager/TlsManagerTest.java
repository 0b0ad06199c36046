package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;
import org.multiprocessing.conformance.channel.Certificates;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
import org.multiprocessing.manager.ManagerServer;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.process.StartMethod;

/** Managers whose connections are encrypted: servers in a process of their own, and such as are part of a program. */
class TlsManagerTest {
    private static final AuthKey KEY = AuthKey.of("the key of these tests");
    private static final String HOSTS = "dns:localhost,ip:127.0.0.1,ip:::1";

    @TempDir
    static Path folder;

    /** Where the server's process finds its certificate. */
    private static String keyStore;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = Certificates.make(folder, HOSTS);
        keyStore = file.toString();
        tls = Certificates.read(file);
    }

    private static SocketAddress tcp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static ManagerOptions encrypted(ManagerOptions options) {
        String file = keyStore;
        return options.withTls(() -> Certificates.read(Path.of(file)));
    }

    /** All that a manager does, by an encrypted connection. */
    @Nested
    class Encrypted extends ManagerContract {
        @Override
        public Context context() {
            return Multiprocessing.context(StartMethod.FORKSERVER);
        }

        @Override
        protected ManagerOptions options(ManagerOptions defaults) {
            return encrypted(defaults.withAddress(tcp()).withAuthKey(KEY).withFunctions());
        }

        @Override
        protected Manager reach(Manager started) throws Exception {
            return Multiprocessing.connectManager(
                    started.address(), KEY, o -> o.withTls(tls).withFunctions());
        }
    }

    @Nested
    class PartOfAProgram {
        private final HostedDesk desk = new HostedDesk("served");

        private ManagerServer serve(SocketAddress address) throws IOException {
            ManagerServer server = Multiprocessing.managerServer(
                    o -> o.withAddress(address).withAuthKey(KEY).withTls(tls).withHandshakeTimeout(Delays.MEDIUM));
            server.publish("desk", Desk.class, desk);
            return server;
        }

        private Manager connect(ManagerServer server) throws IOException {
            return Multiprocessing.connectManager(server.address(), KEY, TlsManagerTest::encrypted);
        }

        @Test
        void callsAreEncryptedAndComeThrough() throws Exception {
            for (SocketAddress address : List.of(tcp(), UnixDomainSocketAddress.of(folder.resolve("s")))) {
                try (ManagerServer server = serve(address);
                        Manager client = connect(server)) {
                    Desk served = client.lookup("desk");
                    byte[] large = new byte[3 << 20];
                    new Random(1).nextBytes(large);
                    assertThat((byte[]) served.echo(large)).isEqualTo(large);
                    assertThatThrownBy(() -> served.fail("gone")).isInstanceOf(IOException.class);
                    assertThat(server.refusedCount()).isZero();
                }
            }
        }

        /** A record of TLS holds several messages, or a part of one: none stays behind. */
        @Test
        void manyCallAtTheSameTime() throws Exception {
            try (ManagerServer server = serve(tcp());
                    Manager client = connect(server)) {
                Desk served = client.lookup("desk");
                Aside<Void> waiter = Aside.run(served::await);
                List<Aside<Void>> callers = new ArrayList<>();
                for (int c = 0; c < 8; c++) {
                    int size = 1 << (2 * c);
                    callers.add(Aside.run(c % 2 == 0, () -> {
                        for (int i = 0; i < 50; i++) {
                            byte[] sent = new byte[size + i];
                            assertThat((byte[]) served.echo(sent)).hasSize(size + i);
                        }
                    }));
                }
                for (Aside<Void> caller : callers) {
                    caller.result();
                }
                served.open();
                waiter.result();
            }
        }

        @Test
        @SuppressWarnings("try") // its end is what this is about
        void theEndOfTheServerIsToldAtOnce() throws Exception {
            try (ManagerServer server = serve(tcp());
                    Manager client = connect(server)) {
                Desk served = client.lookup("desk");
                Aside<Void> waiter = Aside.run(served::await);
                Await.equal("waiting", 1, desk::waiting);
                server.close();
                assertThat(waiter.failure(Exception.class))
                        .isInstanceOfAny(RemoteException.class, InterruptedException.class);
                assertThatThrownBy(() -> served.add(1)).isInstanceOf(RemoteException.class);
            }
        }

        @Test
        void whoTalksInAnotherWayIsRefusedAndCounted() throws Exception {
            SSLContext other = Certificates.of(folder, HOSTS);
            try (ManagerServer server = serve(tcp())) {
                assertThatThrownBy(() -> Multiprocessing.connectManager(
                                server.address(), KEY, o -> o.withHandshakeTimeout(Delays.SMALL)))
                        .as("plain")
                        .isInstanceOf(IOException.class);
                Await.equal("refused", 1L, server::refusedCount);
                assertThatThrownBy(() -> Multiprocessing.connectManager(server.address(), KEY, o -> o.withTls(other)))
                        .as("does not trust the server")
                        .isInstanceOf(SSLException.class);
                Await.equal("refused", 2L, server::refusedCount);
                assertThatThrownBy(() -> Multiprocessing.connectManager(
                                server.address(), AuthKey.of("wrong"), o -> o.withTls(tls)))
                        .isInstanceOf(AuthenticationException.class);
                Await.equal("refused", 3L, server::refusedCount);
                try (Manager client = connect(server)) {
                    assertThat(client.lookup("desk", Desk.class).add(1)).isEqualTo(1);
                }
            }
        }

        @Test
        void aServerThatDoesNotEncryptIsNotTalkedTo() throws Exception {
            try (ManagerServer plain = Multiprocessing.managerServer(
                    o -> o.withAddress(tcp()).withAuthKey(KEY).withHandshakeTimeout(Delays.SMALL))) {
                assertThatThrownBy(() -> Multiprocessing.connectManager(plain.address(), KEY, o -> o.withTls(tls)))
                        .isInstanceOf(IOException.class);
                Await.equal("refused", 1L, plain::refusedCount);
            }
        }
    }

    @Test
    void aContextCannotBeSentToTheServersProcess() {
        assertThatThrownBy(() -> Multiprocessing.manager(
                        o -> o.withAddress(tcp()).withAuthKey(KEY).withTls(tls)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withTls");
    }

    /** In the server's process, where it runs. */
    @Test
    void aFailingFactoryIsNoManager() {
        assertThatThrownBy(() -> Multiprocessing.manager(
                        o -> o.withAddress(tcp()).withAuthKey(KEY).withTls(() -> Certificates.read(Path.of("/none")))))
                .hasMessageContaining("/none");
    }
}
