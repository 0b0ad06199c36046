package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.channel.BadHandshake;
import org.multiprocessing.conformance.channel.Peer;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerServer;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;

/**
 * Hostile inputs at a manager's address: at the handshake, instead of a greeting, and as calls. The server refuses and counts them, serves
 * others all the while, and nothing is left. The seed is in the failure.
 */
@Bound(seconds = 2400)
class ManagerFuzzTest {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final int INPUTS = ALL ? 100_000 : 2_000;
    private static final int THREADS = 4;
    private static final int LIMIT = 100_000;
    private static final int MOST_SILENT = 50;

    /** Those of a connection wait some time for the next call before they end. */
    private static final int TOLERATED_THREADS = 10;

    /** Those of the streams and of the listener come and go. */
    private static final int TOLERATED_DESCRIPTORS = 20;

    private static final String SECRET = "secret";
    private static final AuthKey KEY = AuthKey.of(SECRET);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @TempDir
    Path folder;

    private ManagerServer server;
    private Relay relay;
    private Manager recorded;
    private byte[] greeting;
    private byte[] call;
    private List<byte[]> calls;

    /** What those calls were made to, and is still there when they are repeated. */
    private List<Object> kept;

    /** One input, of a thread of attackers. */
    private interface Input {
        void send(Random random, Deque<Peer> silent) throws Exception;
    }

    private SocketAddress newAddress() {
        return UnixDomainSocketAddress.of(folder.resolve("s" + NAMES.incrementAndGet()));
    }

    @BeforeEach
    void serve() throws Exception {
        server = Multiprocessing.managerServer(o -> o.withAddress(newAddress())
                .withAuthKey(KEY)
                .withHandshakeTimeout(Delays.SMALL)
                .withMaxFrameBytes(LIMIT));
        server.publish("desk", Desk.class, new HostedDesk("served"));
        relay = new Relay(newAddress(), server.address(), KEY);
        recorded = Multiprocessing.connectManager(relay.address(), KEY);
        record();
    }

    /** Calls of all kinds but those that make something large of a number. */
    private void record() throws Exception {
        Desk desk = recorded.lookup("desk");
        int before = relay.messages().size();
        desk.add(5);
        List<byte[]> sent = relay.messages();
        assertThat(sent).hasSize(before + 1);
        greeting = sent.getFirst();
        call = sent.getLast();
        desk.echo("text");
        desk.echo(List.of(1, 2.5, "three", Map.of("four", new long[] {4, 4}), new Duration[0]));
        desk.sum(1, 2, 3);
        desk.extend(new ArrayList<>(List.of("a", "b")));
        desk.rename("renamed");
        Desk drawer = desk.drawer();
        drawer.keep(desk);
        Map<Object, Object> dict = recorded.dict();
        dict.put("key", 1L);
        dict.merge("key", 2L, (one, other) -> 3L);
        Lock lock = recorded.lock();
        lock.lock();
        lock.unlock();
        Event event = recorded.event();
        event.set();
        event.await(Delays.SHORT);
        Set<Object> set = recorded.set();
        set.add("element");
        recorded.copyOf(dict);
        recorded.objectCount();
        Manager.release(recorded.event());
        kept = List.of(desk, drawer, dict, lock, event, set);
        List<byte[]> all = relay.messages();
        calls = all.subList(1, all.size());
    }

    @AfterEach
    void close() throws Exception {
        recorded.close();
        relay.close();
        server.close();
    }

    // ---- the storm

    private void storm(Input input) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (Manager client =
                Multiprocessing.connectManager(server.address(), KEY, o -> o.withCallTimeout(Delays.LONG))) {
            Desk desk = client.lookup("desk");
            long objects = client.objectCount();
            assertThat(objects).isEqualTo(kept.size());
            long descriptors = descriptors();
            long threads = threads();
            Aside<Integer> other = Aside.call(() -> calls(desk, over));
            List<Thread> attackers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                Random random = new Random(seed + t);
                attackers.add(Thread.ofPlatform().start(() -> attack(input, random)));
            }
            for (Thread attacker : attackers) {
                attacker.join();
            }
            over.set(true);
            assertThat(failure.get()).as("seed %d", seed).isNull();
            assertThat(other.result()).isPositive();
            Await.equal("objects, seed " + seed, objects, client::objectCount);
            Await.until(
                    "threads, " + threads + " before, seed " + seed, () -> threads() <= threads + TOLERATED_THREADS);
            Await.until(
                    "descriptors, " + descriptors + " before, seed " + seed,
                    () -> descriptors() <= descriptors + TOLERATED_DESCRIPTORS);
        }
    }

    /** What somebody else does meanwhile, whom nothing of it concerns. */
    private static int calls(Desk desk, AtomicBoolean over) {
        int done = 0;
        while (!over.get()) {
            assertThat(desk.echo(List.of("call", done))).isEqualTo(List.of("call", done));
            done++;
            Delays.pass(Duration.ofMillis(1));
        }
        return done;
    }

    private void attack(Input input, Random random) {
        Deque<Peer> silent = new ArrayDeque<>();
        try {
            for (int i = 0; i < INPUTS / THREADS && failure.get() == null; i++) {
                try {
                    input.send(random, silent);
                } catch (IOException e) {
                    // turned away in the middle of what it did
                }
                if (silent.size() > MOST_SILENT) {
                    silent.removeFirst().close();
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            silent.forEach(Peer::close);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("multiprocessing-manager"))
                .count();
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

    // ---- inputs

    @Test
    void hostileInputsAreRefusedAndCountedAndItServesOn() throws Exception {
        long before = server.refusedCount();
        storm((random, silent) -> {
            refused.incrementAndGet();
            if (random.nextInt(3) == 0) {
                BadHandshake[] ways = BadHandshake.values();
                ways[random.nextInt(ways.length)].attempt(server.address(), SECRET, random, silent);
            } else {
                BadClient[] ways = BadClient.values();
                ways[random.nextInt(ways.length)].attempt(server.address(), SECRET, LIMIT, call, random);
            }
        });
        Await.equal("refused, seed " + seed, before + refused.get(), server::refusedCount);
    }

    /** Whatever becomes of them: a call that was changed may be another one. */
    @Test
    void callsThatAreAlmostRightHarmNobody() throws Exception {
        storm((random, silent) -> {
            try (Peer peer = Peer.connect(server.address())) {
                peer.shakeHands(SECRET);
                peer.send(random.nextInt(20) == 0 ? changed(greeting, random) : greeting);
                for (int n = random.nextInt(10); n >= 0; n--) {
                    peer.send(changed(calls.get(random.nextInt(calls.size())), random));
                }
            }
        });
    }

    private static byte[] changed(byte[] message, Random random) {
        byte[] changed = message.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            changed = changedOnce(changed, random);
        }
        return changed;
    }

    private static byte[] changedOnce(byte[] message, Random random) {
        if (message.length < Integer.BYTES) {
            return Peer.join(message, BadHandshake.bytes(random, 20));
        }
        int at = random.nextInt(message.length);
        byte[] changed = message.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> changed[at] = (byte) random.nextInt(60); // each tag there is, and some more
            case 2 -> {
                int[] numbers = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, LIMIT, 1 << 20};
                int number = numbers[random.nextInt(numbers.length)];
                ByteBuffer.wrap(changed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(Math.min(at, changed.length - Integer.BYTES), number);
            }
            case 3 -> changed = Arrays.copyOf(changed, at);
            default -> changed = Peer.join(changed, BadHandshake.bytes(random, 20));
        }
        return changed;
    }
}
