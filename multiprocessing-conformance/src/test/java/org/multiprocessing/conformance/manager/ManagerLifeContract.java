package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;

/** Beginning and end of managers, of their clients, and of what they host; of servers that are processes. */
@Tag("core")
public abstract class ManagerLifeContract implements Contract {
    private static final AuthKey KEY = AuthKey.of("key");

    /** For a call that loads classes in a fresh JVM on a busy machine. */
    private static final Duration ENOUGH_FOR_THE_FIRST = Delays.within(Duration.ofMillis(1500));

    private final List<Manager> managers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        managers.forEach(Manager::close);
        for (Process process : processes) {
            process.kill();
            process.join();
        }
    }

    private Manager manager() {
        Manager manager = context().manager();
        managers.add(manager);
        return manager;
    }

    private static Desk desk(Manager manager) {
        return manager.host(Desk.class, () -> new HostedDesk("a"));
    }

    private Process start(Action target) {
        Process process = context().process(target).start();
        processes.add(process);
        return process;
    }

    private static void ended(Process process) throws Exception {
        assertThat(process.join(Delays.LONG)).as("%s has ended", process).isTrue();
        assertThat(process.exitCode()).as("%s", process.exitReport()).hasValue(0);
    }

    private static void objects(long expected, Manager manager) throws Exception {
        Await.equal("objects", expected, () -> {
            System.gc();
            return manager.objectCount();
        });
    }

    // ---- the server

    private static final class Noted {
        private static volatile String text = "nothing";
    }

    @Test
    void theInitializerRunsFirstAndInTheServer() {
        Manager manager = context().manager(o -> o.withInitializer(() -> Noted.text = "initialised"));
        managers.add(manager);
        assertThat(manager.host(Desk.class, () -> new HostedDesk(Noted.text)).name())
                .isEqualTo("initialised");
        assertThat(Noted.text).isEqualTo("nothing");
    }

    @Test
    void aFailingInitializerIsNoManager() {
        assertThatThrownBy(() -> context()
                        .manager(o -> o.withInitializer(() -> {
                            throw new UnsupportedOperationException("not here");
                        })))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not here");
        assertThatThrownBy(() -> context()
                        .manager(o ->
                                o.withInitializer(() -> Runtime.getRuntime().halt(7))))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("7");
        assertThat(Multiprocessing.activeChildren()).isEmpty();
    }

    @Test
    void theLimitOfCallsIsNotOneOfTheStart() {
        Manager manager = context().manager(o -> o.withCallTimeout(Duration.ofMillis(1)));
        managers.add(manager);
        assertThat(manager.toString()).contains("Manager-");
    }

    @Test
    void whatComesTooLateIsGivenBack() throws Exception {
        Manager manager = context().manager(o -> o.withCallTimeout(ENOUGH_FOR_THE_FIRST));
        managers.add(manager);
        Desk desk = desk(manager);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(desk::stubbornDrawer)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("withCallTimeout");
        }
        Await.equal("waiting", 4, desk::waiting);
        desk.open();
        Await.equal("waiting", 0, desk::waiting);
        objects(1, manager);
        assertThat(desk.stubbornDrawer().add(1)).isEqualTo(1);
    }

    @Test
    void shutdownEndsWhatRunsAndIsFinal() throws Exception {
        Manager manager = manager();
        Desk desk = desk(manager);
        Aside<Void> waiter = Aside.run(desk::await);
        Await.equal("waiting", 1, desk::waiting);
        long server = desk.pid();
        manager.shutdown();
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(waiter.failure(Exception.class)).isInstanceOfAny(RemoteException.class, InterruptedException.class);
        manager.shutdown();
        manager.close();
        assertThatThrownBy(() -> desk.add(1)).isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> desk(manager)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(manager::objectCount).isInstanceOf(IllegalStateException.class);
        assertThat(desk).hasToString(desk.toString());
    }

    /** A server that is stopped cannot end in order. */
    @Test
    void aServerThatDoesNotEndIsKilledInTime() throws Exception {
        Manager manager = context().manager(o -> o.withShutdownTimeout(Delays.SMALL));
        managers.add(manager);
        long server = desk(manager).pid();
        Unix.stop(server);
        long since = System.nanoTime();
        manager.shutdown();
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isGreaterThanOrEqualTo(Delays.SMALL)
                .isLessThan(Delays.SMALL.plus(Delays.MEDIUM));
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void theDeathOfTheServerIsToldToAllAtOnce() throws Exception {
        Manager manager = manager();
        Desk desk = desk(manager);
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 12; i++) { // by express lanes and the shared one
            waiters.add(Aside.run(i % 2 == 0, desk::await));
        }
        Await.equal("waiting", 12, desk::waiting);
        Process child = start(() -> {
            assertThatThrownBy(desk::await).isInstanceOf(RemoteException.class);
        });
        Await.equal("waiting", 13, desk::waiting);
        Unix.signal("KILL", desk.pid());
        for (Aside<Void> waiter : waiters) {
            waiter.failure(RemoteException.class);
        }
        ended(child);
        assertThatThrownBy(() -> desk.add(1)).isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> desk(manager)).isInstanceOf(RemoteException.class);
    }

    /** Would catch one that waits for an answer by a way that the server has never had: for the shared one, there was no look. */
    @Test
    void theDeathOfAServerThatHasNotLetThemInIsToldToAll() throws Exception {
        Manager manager = manager();
        Desk desk = desk(manager);
        long server = desk.pid();
        Unix.stop(server);
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 12; i++) { // by express lanes and the shared one
            waiters.add(Aside.run(i % 2 == 0, desk::await));
        }
        waiters.forEach(Aside::waits);
        Unix.signal("KILL", server);
        for (Aside<Void> waiter : waiters) {
            waiter.failure(RemoteException.class);
        }
    }

    @Test
    void theSameAddressCanBeUsedAtOnce(@TempDir Path folder) throws Exception {
        SocketAddress tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SocketAddress file = UnixDomainSocketAddress.of(folder.resolve("s"));
        for (SocketAddress address : List.of(tcp, file)) {
            SocketAddress used = restart(address, false);
            used = restart(used, true);
            restart(used, false);
        }
        assertThat(folder.resolve("s"))
                .satisfies(path -> assertThat(Files.exists(path)).isFalse());
    }

    private SocketAddress restart(SocketAddress address, boolean killed) throws Exception {
        try (Manager manager = context().manager(o -> o.withAddress(address).withAuthKey(KEY))) {
            SocketAddress used = manager.address();
            Desk desk = desk(manager);
            manager.publish("desk", desk);
            try (Manager connected = Multiprocessing.connectManager(used, KEY)) {
                assertThat(connected.lookup("desk", Desk.class).add(1)).isEqualTo(1);
            }
            if (killed) {
                Unix.signal("KILL", desk.pid());
                assertThatThrownBy(desk::await).isInstanceOf(RemoteException.class);
            }
            return used;
        }
    }

    @Test
    void anAddressThatIsTakenIsRefused() throws Exception {
        try (Manager first = context().manager(o -> o.withAuthKey(KEY))) {
            assertThatThrownBy(() -> context()
                            .manager(o -> o.withAddress(first.address()).withAuthKey(KEY)))
                    .isInstanceOf(java.io.UncheckedIOException.class);
        }
        assertThatThrownBy(() -> context().manager(o -> o.withAddress(new InetSocketAddress(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withAuthKey");
        assertThatThrownBy(() -> manager().address())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withAddress");
    }

    // ---- clients

    @Test
    void proxiesWorkInOtherProcessesAndPools() throws Exception {
        Manager manager = manager();
        Desk desk = desk(manager);
        Process child = start(() -> {
            desk.add(1);
            Process grandchild =
                    Multiprocessing.process(() -> desk.drawer().add(1)).start();
            grandchild.join();
        });
        ended(child);
        assertThat(desk.add(0)).isEqualTo(1);
        Desk drawer = desk.drawer(); // else it might be collected, and given back, before it is counted
        assertThat(drawer.add(0)).isEqualTo(1);
        try (Pool pool = context().pool(1)) {
            assertThat(pool.map(x -> desk.add(x), List.of(1, 1))).containsExactly(2, 3);
            assertThat(pool.apply(() -> desk)).isEqualTo(desk);
        }
        assertThat(manager.objectCount()).isEqualTo(2);
        assertThat(drawer.add(0)).isEqualTo(1);
    }

    @Test
    void defect21_whatIsOnItsWayStays() throws Exception {
        Manager manager = manager();
        Queue<Desk> queue = context().queue();
        queue.put(desk(manager));
        queue.put(desk(manager));
        for (int i = 0; i < 3; i++) {
            System.gc();
            assertThat(manager.objectCount()).isEqualTo(2);
        }
        Process child = start(() -> queue.take().add(1));
        ended(child);
        objects(1, manager);
        assertThat(queue.take().add(2)).isEqualTo(2);
        queue.put(desk(manager));
        objects(1, manager);
        queue.free();
        objects(0, manager);
    }

    @Test
    void defect20_theDeathOfAClientEndsItsCallsAndGivesBackWhatItHad() throws Exception {
        Manager manager = manager();
        Desk gate = desk(manager);
        Desk kept = desk(manager);
        Process child = start(() -> {
            kept.drawer().add(1);
            Thread.startVirtualThread(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            gate.await();
        });
        Await.equal("waiting", 2, gate::waiting);
        Manager.release(kept);
        assertThat(manager.objectCount()).as("the child has them").isEqualTo(3);
        child.kill();
        child.join();
        Await.equal("waiting", 0, gate::waiting);
        objects(1, manager);
        assertThat(gate.add(1)).isEqualTo(1);
    }

    @Test
    void aClientThatEndsInOrderGivesBackWhatItHad() throws Exception {
        Manager manager = manager();
        Queue<Object> back = context().queue();
        Desk desk = desk(manager);
        Process child = start(() -> {
            Desk drawer = desk.drawer();
            back.put(drawer);
            drawer.add(1);
        });
        ended(child);
        assertThat(manager.objectCount()).isEqualTo(2);
        assertThat(((Desk) back.take()).add(1)).isEqualTo(2);
        objects(1, manager);
        back.free();
    }

    /** Which calls the other's objects from inside of a call. */
    @Test
    void objectsOfSeveralManagersKnowEachOther() {
        Desk here = desk(manager());
        Desk there = desk(manager());
        here.keep(there);
        there.add(3);
        Desk through = (Desk) here.kept();
        assertThat(through).isEqualTo(there);
        assertThat(through.add(1)).isEqualTo(4);
        assertThat(through.pid()).isNotEqualTo(here.pid());
    }
}
