package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;

/** As many clients as a server may have to bear, each with a connection of its own, all connected at once. */
@Bound(seconds = 300)
class ManagerCrowdTest {
    private static final AuthKey KEY = AuthKey.of("key");
    private static final int CLIENTS = "all".equals(System.getProperty("multiprocessing.tests")) ? 1000 : 50;
    private static final int CONNECTORS = 8;

    /** Threads that wait for the next call a while before they end, and the like. */
    private static final int TOLERATED = 50;

    private static Manager start(boolean tcp) {
        return tcp
                ? Multiprocessing.manager(o -> o.withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withAuthKey(KEY))
                : Multiprocessing.manager(o -> o.withAuthKey(KEY));
    }

    /** What one of them does. */
    private record Guest(Manager client, Desk gate, Desk own, Aside<Void> waiter) {
        /** Connects, makes something of its own, and begins a call that waits. */
        static Guest arrive(Manager server) throws IOException {
            Manager client = Multiprocessing.connectManager(server.address(), KEY);
            Desk gate = client.lookup("gate");
            return new Guest(client, gate, gate.drawer(), Aside.run(true, gate::await));
        }

        void talk(int number) {
            assertThat(gate.echo(number)).isEqualTo(number);
            own.add(1);
        }
    }

    private static List<Guest> arriveAll(Manager server) throws Exception {
        ConcurrentLinkedQueue<Guest> guests = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        List<Aside<Void>> connectors = new ArrayList<>();
        for (int c = 0; c < CONNECTORS; c++) {
            connectors.add(Aside.run(() -> {
                while (next.getAndIncrement() < CLIENTS) {
                    guests.add(Guest.arrive(server));
                }
            }));
        }
        for (Aside<Void> connector : connectors) {
            connector.result(Delays.LONGEST);
        }
        return List.copyOf(guests);
    }

    /** Returns how much there is of something in the server's process. */
    private static int entries(long pid, String what) {
        return Objects.requireNonNullElse(
                        Path.of("/proc", Long.toString(pid), what).toFile().list(), new String[0])
                .length;
    }

    private static void backTo(int before, long pid, String what) throws Exception {
        Await.until(before + " " + what + " before", () -> entries(pid, what) <= before + TOLERATED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allAreServedAtOnceAndNothingOfThemStays(boolean tcp) throws Exception {
        try (Manager server = start(tcp)) {
            Desk gate = server.host(Desk.class, () -> new HostedDesk("gate"));
            server.publish("gate", gate);
            Desk drawer = gate.drawer();
            long objects = server.objectCount();
            long pid = gate.pid();
            int threads = entries(pid, "task");
            int descriptors = entries(pid, "fd");

            List<Guest> guests = arriveAll(server);
            assertThat(guests).hasSize(CLIENTS);
            Await.equal("waiting", Delays.LONGEST, CLIENTS, gate::waiting);
            List<Aside<Void>> talks = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Guest guest = guests.get(i);
                int number = i;
                talks.add(Aside.run(true, () -> guest.talk(number)));
            }
            for (Aside<Void> talk : talks) {
                talk.result(Delays.LONGEST);
            }
            assertThat(drawer.add(0)).isEqualTo(CLIENTS);

            for (Guest guest : guests.subList(0, CLIENTS / 2)) { // some go in the middle of a call
                guest.client().close();
                guest.waiter().failure(RemoteException.class);
            }
            Await.equal("waiting", Delays.LONGEST, CLIENTS - CLIENTS / 2, gate::waiting);
            gate.open();
            for (Guest guest : guests.subList(CLIENTS / 2, CLIENTS)) {
                guest.waiter().result(Delays.LONGEST);
                guest.client().close();
            }
            Await.equal("objects", objects, server::objectCount);
            backTo(descriptors, pid, "fd");
            backTo(threads, pid, "task");
            assertThat(server.refusedCount()).isZero();
        }
    }

    /** The server dies while they wait. */
    @Test
    void allLearnOfTheServersDeath() throws Exception {
        try (Manager server = start(false)) {
            Desk gate = server.host(Desk.class, () -> new HostedDesk("gate"));
            server.publish("gate", gate);
            List<Guest> guests = arriveAll(server);
            Await.equal("waiting", Delays.LONGEST, CLIENTS, gate::waiting);
            ProcessHandle.of(gate.pid()).orElseThrow().destroyForcibly();
            for (Guest guest : guests) {
                guest.waiter().failure(RemoteException.class);
                guest.client().close();
            }
        }
    }
}
