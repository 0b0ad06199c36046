package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.serial.Action;

/**
 * Hostile inputs at a listener: wrong keys, silence, garbage at every step of the handshake, garbage, oversized frames and forbidden
 * classes after it. It serves through all of it, counts each, and nothing is left. The seed is in the failure.
 */
class SocketFuzzTest {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final int INPUTS = ALL ? 100_000 : 3_000;
    private static final int THREADS = 4;
    private static final int LIMIT = 100_000;

    /** Objects of the encoder, as they begin: what forbidden things look like. */
    private static final byte[] MARK = {(byte) 0xa7, 'M', 'P', 1};

    @TempDir
    Path folder;

    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    @Test
    @Bound(seconds = 1200)
    void hostileInputsAreRefusedAndCountedAndItServesOn() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        long descriptors = descriptors();
        List<Thread> servers = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Listener<Object> listener = Multiprocessing.listener(
                Ends.unix(folder),
                Ends.KEY,
                o -> o.withHandshakeTimeout(Delays.SMALL)
                        .withMaxFrameBytes(LIMIT)
                        .withBacklog(200))) {
            List<Thread> threads = new ArrayList<>();
            AtomicLong served = new AtomicLong();
            servers.add(Thread.ofPlatform().start(() -> serve(listener, served, failure)));
            for (int t = 0; t < THREADS; t++) {
                Random random = new Random(seed + t);
                threads.add(Thread.ofPlatform().start(() -> attack(listener, random, failure)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failure.get()).as("seed " + seed).isNull();
            Await.equal("refused, seed " + seed, refused.get(), listener::refusedCount);
            Await.equal("served, seed " + seed, accepted.get(), served::get);
            // it serves still, and whole
            try (Connection<Object> client = Multiprocessing.client(listener.address(), Ends.KEY)) {
                client.send("after all");
                assertThat(client.receive()).isEqualTo("echo after all");
            }
        }
        for (Thread server : servers) {
            server.join();
        }
        assertThat(failure.get()).as("seed " + seed).isNull();
        Await.until("descriptors, " + descriptors + " before", () -> descriptors() <= descriptors + 60);
    }

    private static long descriptors() throws IOException {
        Path self = Path.of("/proc/self/fd");
        if (!Files.exists(self)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(self)) {
            return open.count();
        }
    }

    /** Receives from each until it ends, in a thread of its own. */
    private static void serve(Listener<Object> listener, AtomicLong served, AtomicReference<Throwable> failure) {
        try {
            while (true) {
                Connection<Object> connection = listener.accept();
                Thread.ofVirtual().start(() -> {
                    try (connection) {
                        echo(connection);
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        served.incrementAndGet();
                    }
                });
            }
        } catch (java.nio.channels.ClosedChannelException e) {
            // the end
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void echo(Connection<Object> connection) throws Exception {
        int failures = 0;
        while (failures < 20) { // the last one is always
            try {
                Object object = connection.receive();
                if (object instanceof String text) {
                    connection.send("echo " + text);
                }
            } catch (java.io.EOFException e) {
                return;
            } catch (IOException e) {
                failures++;
                if (e.getMessage().contains("not an object")) {
                    connection.receiveBytes();
                }
            }
        }
    }

    private void attack(Listener<Object> listener, Random random, AtomicReference<Throwable> failure) {
        Deque<Peer> silent = new ArrayDeque<>();
        try {
            for (int i = 0; i < INPUTS / THREADS && failure.get() == null; i++) {
                try {
                    input(listener, random, silent);
                } catch (IOException e) {
                    // turned away in the middle of what it did
                }
                if (silent.size() > 50) {
                    silent.removeFirst().close();
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            silent.forEach(Peer::close);
        }
    }

    private void input(Listener<Object> listener, Random random, Deque<Peer> silent) throws Exception {
        BadHandshake[] ways = BadHandshake.values();
        int kind = random.nextInt(ways.length + 4);
        if (kind < ways.length) {
            refused.incrementAndGet();
            ways[kind].attempt(listener.address(), "secret", random, silent);
            return;
        }
        accepted.incrementAndGet();
        if (kind == ways.length) {
            forbidden(listener, random);
            return;
        }
        try (Peer peer = Peer.connect(listener.address())) {
            peer.shakeHands("secret");
            message(random, peer);
        }
    }

    /** What a peer of ours may send, and this listener does not allow; the next message comes through. */
    private static void forbidden(Listener<Object> listener, Random random) throws Exception {
        try (Connection<Object> client = Multiprocessing.client(listener.address(), Ends.KEY)) {
            client.send(
                    switch (random.nextInt(4)) {
                        case 0 -> (Action) () -> Runtime.getRuntime().halt(1);
                        case 1 -> List.of(LocalDate.EPOCH);
                        case 2 -> new Object[] {Runtime.class};
                        default -> new Thread[0];
                    });
            client.send("x");
            assertThat(client.receive()).isEqualTo("echo x");
        }
    }

    /** After the handshake, one to three messages, each of them bad. */
    private static void message(Random random, Peer peer) throws IOException {
        for (int n = random.nextInt(3) + 1; n > 0; n--) {
            switch (random.nextInt(5)) {
                case 0 -> peer.send(BadHandshake.bytes(random, 500));
                case 1 -> peer.send(Peer.join(MARK, BadHandshake.bytes(random, 500)));
                case 2 ->
                    peer.raw(ByteBuffer.allocate(8)
                            .putInt(LIMIT + 1 + random.nextInt(1_000_000))
                            .array());
                case 3 -> {
                    byte[] tagged = Peer.join(MARK, BadHandshake.bytes(random, 60));
                    if (tagged.length > 4) {
                        tagged[4] = (byte) random.nextInt(60); // each tag there is, and some more
                    }
                    peer.send(tagged);
                }
                default ->
                    peer.raw(ByteBuffer.allocate(4 + 50) // cut off
                            .putInt(50 + random.nextInt(1000))
                            .array());
            }
        }
    }
}
