package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Waitable;

/** Waiting for channels of the program's own, together with other things: CPython's TestWait, the part on sockets. */
class SocketWaitTest {
    private static final int MANY = 1000;

    private static FutureTask<List<Waitable>> waiting(List<Waitable> objects) throws Exception {
        FutureTask<List<Waitable>> task = new FutureTask<>(() -> Waitable.awaitAny(objects, Delays.LONG));
        Thread thread = Thread.ofPlatform().start(task);
        Await.until("waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws Exception {
        return task.get(Delays.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** CPython test_wait_socket, test_wait_timeout, test_neg_timeout. */
    @Test
    void socketsAreReadyWhenThereIsSomethingToDo() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(Ends.tcp());
                SocketChannel client = SocketChannel.open()) {
            server.configureBlocking(false);
            Waitable newcomer = Waitable.of(server, SelectionKey.OP_ACCEPT);
            assertThat(newcomer.isReady()).isFalse();
            assertThat(Waitable.awaitAny(List.of(newcomer), Duration.ofSeconds(-1)))
                    .isEmpty();
            FutureTask<List<Waitable>> accepting = waiting(List.of(newcomer));
            client.connect(server.getLocalAddress());
            assertThat(result(accepting)).containsExactly(newcomer);
            try (SocketChannel accepted = server.accept()) {
                assertThat(newcomer.isReady()).isFalse();
                accepted.configureBlocking(false);
                Waitable readable = Waitable.of(accepted, SelectionKey.OP_READ);
                Waitable writable = Waitable.of(accepted, SelectionKey.OP_WRITE);
                Waitable either = Waitable.of(accepted, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                assertThat(Waitable.awaitAny(List.of(readable, writable, either)))
                        .containsExactly(writable, either);
                long start = System.nanoTime();
                assertThat(Waitable.awaitAny(List.of(readable, newcomer), Delays.SHORT))
                        .isEmpty();
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Delays.SHORT.toNanos());
                FutureTask<List<Waitable>> reading = waiting(List.of(newcomer, readable));
                client.write(ByteBuffer.wrap(new byte[] {1}));
                assertThat(result(reading)).containsExactly(readable);
                assertThat(readable.isReady()).isTrue(); // as long as nobody reads
                accepted.read(ByteBuffer.allocate(10));
                assertThat(readable.isReady()).isFalse();
                client.shutdownOutput();
                assertThat(Waitable.awaitAny(List.of(readable))).containsExactly(readable); // the end
                assertThat(readable).asString().contains("Socket");
            }
        }
    }

    @Test
    void blockingChannelsAndOperationsThatThereAreNotAreRefused() throws Exception {
        try (SocketChannel channel = SocketChannel.open();
                DatagramChannel datagrams = DatagramChannel.open()) {
            assertThatThrownBy(() -> Waitable.of(channel, SelectionKey.OP_READ))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("configureBlocking(false)");
            channel.configureBlocking(false);
            datagrams.configureBlocking(false);
            for (int ops : new int[] {0, SelectionKey.OP_ACCEPT, -1, 1 << 20}) {
                assertThatThrownBy(() -> Waitable.of(channel, ops)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> Waitable.of(datagrams, SelectionKey.OP_CONNECT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closedChannelIsReady() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        Waitable readable = Waitable.of(pipe.source(), SelectionKey.OP_READ);
        FutureTask<List<Waitable>> waiting = waiting(List.of(readable));
        pipe.source().close();
        assertThat(result(waiting)).containsExactly(readable);
        assertThat(readable.isReady()).isTrue();
        assertThat(Waitable.awaitAny(List.of(readable))).containsExactly(readable);
        assertThat(Waitable.of(pipe.source(), SelectionKey.OP_READ).isReady()).isTrue();
        pipe.sink().close();
    }

    @Test
    void channelIsTheProgramsAgainAfterTheWait() throws Exception {
        Pipe pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            Waitable readable = Waitable.of(pipe.source(), SelectionKey.OP_READ);
            for (int i = 0; i < 3; i++) {
                assertThat(Waitable.awaitAny(List.of(readable), Delays.SHORT)).isEmpty();
                Await.until("not registered", () -> !pipe.source().isRegistered());
                pipe.source().configureBlocking(true);
                pipe.source().configureBlocking(false);
            }
        } finally {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    /** What was ready once may be taken by somebody else; who waits must be told of the next. */
    @Test
    void wakeUpForNothingIsNotTheLast() throws Exception {
        Pipe pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            Waitable readable = Waitable.of(pipe.source(), SelectionKey.OP_READ);
            Thread thief = Thread.ofPlatform().start(() -> {
                ByteBuffer buffer = ByteBuffer.allocate(1);
                while (!Thread.currentThread().isInterrupted()) {
                    try {
                        if (pipe.source().read(buffer.clear()) < 0) {
                            return;
                        }
                    } catch (java.io.IOException e) {
                        return;
                    }
                }
            });
            FutureTask<List<Waitable>> waiting = new FutureTask<>(() -> {
                while (thief.isAlive()) {
                    Waitable.awaitAny(List.of(readable), Duration.ofMillis(1));
                }
                return Waitable.awaitAny(List.of(readable), Delays.LONG);
            });
            Thread.ofPlatform().start(waiting);
            for (int i = 0; i < 2000; i++) {
                pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            }
            Await.until("stolen", () -> !readable.isReady());
            thief.interrupt(); // which closes the source if it is in the middle of reading
            thief.join();
            if (pipe.source().isOpen()) {
                pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            }
            assertThat(result(waiting)).containsExactly(readable);
        } finally {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    /** CPython test_wait, test_wait_integer: different things at once. */
    @Test
    void socketsWaitTogetherWithProcessesEventsAndConnections() throws Exception {
        Pipe pipe = Pipe.open();
        Event event = Multiprocessing.event();
        try (Ends ends = Ends.open(Ends.tcp(), o -> o);
                Process child = Multiprocessing.process(event::await).start()) {
            pipe.source().configureBlocking(false);
            Waitable readable = Waitable.of(pipe.source(), SelectionKey.OP_READ);
            List<Waitable> all = List.of(ends.server(), event, readable, child);
            assertThat(Waitable.awaitAny(all, Duration.ZERO)).isEmpty();
            FutureTask<List<Waitable>> waiting = waiting(all);
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            assertThat(result(waiting)).containsExactly(readable);
            pipe.source().read(ByteBuffer.allocate(1));
            waiting = waiting(all);
            ends.client().send(1);
            assertThat(result(waiting)).containsExactly(ends.server());
            ends.server().receive();
            waiting = waiting(all);
            event.set();
            assertThat(result(waiting)).contains(event);
            child.join();
            assertThat(Waitable.awaitAny(all)).containsExactly(event, child);
        } finally {
            event.free();
            pipe.sink().close();
            pipe.source().close();
        }
    }

    @Test
    void thousandConnectionsAreAwaitedAtOnce() throws Exception {
        List<Connection<Object>> clients = new ArrayList<>();
        List<Connection<Object>> servers = new ArrayList<>();
        try (Listener<Object> listener = Multiprocessing.listener(Ends.tcp(), Ends.KEY)) {
            for (int i = 0; i < MANY; i++) {
                clients.add(
                        Multiprocessing.client(Ends.tcp(((InetSocketAddress) listener.address()).getPort()), Ends.KEY));
                servers.add(listener.accept());
            }
            assertThat(Waitable.awaitAny(servers, Duration.ZERO)).isEmpty();
            for (int i : new int[] {0, 500, 999}) {
                FutureTask<List<Waitable>> waiting = waiting(List.copyOf(servers));
                clients.get(i).send(i);
                assertThat(result(waiting)).containsExactly(servers.get(i));
                assertThat(servers.get(i).receive()).isEqualTo(i);
            }
            for (Connection<Object> client : clients) {
                client.send(1);
            }
            List<Connection<Object>> open = new ArrayList<>(servers);
            while (!open.isEmpty()) {
                List<Connection<Object>> ready = Waitable.awaitAny(open);
                for (Connection<Object> connection : ready) {
                    assertThat(connection.receive()).isEqualTo(1);
                }
                open.removeAll(ready);
            }
        } finally {
            clients.forEach(Connection::close);
            servers.forEach(Connection::close);
        }
    }

    @Test
    void threadForChannelsEndsWhenNobodyNeedsIt() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        assertThat(Waitable.awaitAny(List.of(Waitable.of(pipe.source(), SelectionKey.OP_READ)), Delays.SHORT))
                .isEmpty();
        Await.until(
                "the thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("multiprocessing-selector")));
        pipe.sink().close();
        pipe.source().close();
    }
}
