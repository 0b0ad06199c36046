package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.BufferTooShortException;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.SocketOptions;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Waitable;

/** Connections over sockets, whatever the address, encrypted or not. */
@SuppressWarnings("serial") // programs are not written for that lint
abstract class SocketContract {
    private Ends ends;
    private Connection<Object> near;
    private Connection<Object> far;

    abstract SocketAddress newAddress();

    abstract UnaryOperator<SocketOptions> options();

    record Point(int x, int y) {}

    @BeforeEach
    void connect() throws Exception {
        use(options());
    }

    private void use(UnaryOperator<SocketOptions> chosen) throws Exception {
        close();
        ends = Ends.open(newAddress(), chosen);
        near = ends.client();
        far = ends.server();
    }

    @AfterEach
    void close() {
        if (ends != null) {
            ends.close();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Something that runs in a thread of its own. */
    private static final class Other<R> {
        private final FutureTask<R> task;
        private final Thread thread;

        private Other(Call<R> call, boolean virtual) {
            task = new FutureTask<>(call);
            thread = virtual
                    ? Thread.ofVirtual().start(task)
                    : Thread.ofPlatform().start(task);
        }

        static <R> Other<R> start(Call<R> call) {
            return new Other<>(call, false);
        }

        void awaitWaiting() throws Exception {
            Await.until(
                    "a thread that waits",
                    () -> Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> List.of("select", "awaitNanos", "await", "acquire")
                                    .contains(frame.getMethodName())));
        }

        R result() throws Exception {
            try {
                return task.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** CPython test_connection. */
    @Test
    void objectsAndBytesGoBothWays() throws Exception {
        List<Object> items = new ArrayList<>(Arrays.asList(
                1,
                2.25,
                null,
                "text",
                List.of(1, List.of("a")),
                Map.of("k", 3),
                new Point(1, 2),
                Set.of(1L),
                new int[] {4}));
        for (Object item : items) {
            near.send(item);
            assertThat(far.receive()).isEqualTo(item);
            far.send(item);
            assertThat(near.receive()).isEqualTo(item);
        }
        byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
        far.sendBytes(text);
        assertThat(near.receiveBytes()).isEqualTo(text);
        near.sendBytes(new byte[0]);
        assertThat(far.isReady()).isTrue();
        assertThat(far.receiveBytes()).isEmpty();
        assertThat(far.isReady()).isFalse();
    }

    /** CPython test_connection: 16 MB. */
    @Test
    void longMessagesArriveWhole() throws Exception {
        byte[] bytes = random(16 << 20);
        Other<byte[]> receiver = Other.start(() -> far.receiveBytes());
        near.sendBytes(bytes);
        assertThat(Arrays.equals(receiver.result(), bytes)).isTrue();
        double[] numbers = new Random(1).doubles(1 << 18).toArray();
        Other<Object> other = Other.start(() -> far.receive());
        near.send(numbers);
        assertThat(Arrays.equals((double[]) other.result(), numbers)).isTrue();
    }

    /** CPython test_connection: poll; test_TestPoll: empty_string, strings. */
    @Test
    void readyMeansThatReceivingWouldNotWait() throws Exception {
        assertThat(far.isReady()).isFalse();
        assertThat(far.isReady(Duration.ZERO)).isFalse();
        assertThat(far.isReady(Duration.ofSeconds(-1))).isFalse();
        long start = System.nanoTime();
        assertThat(far.isReady(Delays.SHORT)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Delays.SHORT.toNanos());
        near.sendBytes(new byte[0]);
        assertThat(far.isReady(Delays.LONG)).isTrue();
        assertThat(far.isReady()).isTrue();
        near.send("x");
        assertThat(far.receiveBytes()).isEmpty();
        assertThat(far.isReady(Delays.LONG)).isTrue();
        assertThat(far.receive()).isEqualTo("x");
        assertThat(far.isReady()).isFalse();
        near.close();
        assertThat(far.isReady(Delays.LONG)).isTrue();
        assertThat(far.isReady()).isTrue();
        assertThatThrownBy(() -> far.receive()).isInstanceOf(EOFException.class);
    }

    /** CPython test_boundaries, test_dont_merge. */
    @Test
    void messagesKeepTheirBoundaries() throws Exception {
        for (int length : new int[] {0, 1, 100, 8188, 8192, 16_384, 16_385, 70_000}) {
            near.sendBytes(random(length));
            assertThat(far.isReady(Delays.LONG)).isTrue();
        }
        for (int length : new int[] {0, 1, 100, 8188, 8192, 16_384, 16_385, 70_000}) {
            assertThat(far.isReady(Delays.LONG)).isTrue();
            assertThat(far.receiveBytes()).isEqualTo(random(length));
        }
        assertThat(far.isReady()).isFalse();
    }

    /** CPython test_sendbytes. */
    @Test
    void partsOfArraysAndBuffersAreSent() throws Exception {
        byte[] letters = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
        near.sendBytes(letters, 7, 5);
        assertThat(far.receiveBytes()).isEqualTo("hijkl".getBytes(StandardCharsets.US_ASCII));
        near.sendBytes(letters, 26, 0);
        assertThat(far.receiveBytes()).isEmpty();
        for (int[] range : new int[][] {{27, 0}, {22, 5}, {26, 1}, {-1, 1}, {4, -1}}) {
            assertThatThrownBy(() -> near.sendBytes(letters, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(40_000).put(random(30_000)).flip();
        buffer.position(10);
        near.sendBytes(buffer.asReadOnlyBuffer());
        near.sendBytes(buffer);
        assertThat(buffer.remaining()).isZero();
        byte[] expected = Arrays.copyOfRange(random(30_000), 10, 30_000);
        assertThat(far.receiveBytes()).isEqualTo(expected);
        assertThat(far.receiveBytes()).isEqualTo(expected);
    }

    /** CPython test_connection: recv_bytes_into, BufferTooShort. */
    @Test
    void bytesAreReceivedIntoBuffers() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(10);
        buffer.position(3);
        near.sendBytes(new byte[] {1, 2, 3});
        assertThat(far.receiveBytes(buffer)).isEqualTo(3);
        assertThat(buffer.position()).isEqualTo(6);
        assertThat(buffer.array()).containsExactly(0, 0, 0, 1, 2, 3, 0, 0, 0, 0);
        near.sendBytes(random(5));
        near.sendBytes(new byte[] {9});
        assertThatThrownBy(() -> far.receiveBytes(buffer))
                .isInstanceOfSatisfying(
                        BufferTooShortException.class,
                        e -> assertThat(e.bytes()).isEqualTo(random(5)));
        assertThat(buffer.position()).isEqualTo(6);
        assertThatThrownBy(() -> far.receiveBytes(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThat(far.receiveBytes(buffer)).isEqualTo(1); // the short one was taken, this one not
    }

    /** CPython test_connection: maxlength. There, the connection is lost. */
    @Test
    void messageThatIsLongerThanWantedIsKept() throws Exception {
        near.sendBytes(random(5));
        assertThatThrownBy(() -> far.receiveBytes(4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5 bytes");
        assertThatThrownBy(() -> far.receiveBytes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(far.isReady()).isTrue();
        assertThat(far.receiveBytes(5)).isEqualTo(random(5));
    }

    @Test
    void bytesAreReceivedIntoAnArena() throws Exception {
        near.sendBytes(random(1000));
        near.sendBytes(new byte[] {7});
        Arena closed = Arena.ofConfined();
        closed.close();
        assertThatThrownBy(() -> far.receiveBytes(closed)).isInstanceOf(IllegalStateException.class);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = far.receiveBytes(arena);
            assertThat(bytes.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(random(1000));
            assertThat(bytes.isReadOnly()).isTrue();
        }
        assertThat(far.receiveBytes()).containsExactly(7);
    }

    @Test
    void bytesThatAreNoObjectAreKept() throws Exception {
        for (byte[] bytes : new byte[][] {{}, {1, 2}, {(byte) 0x80, 4, 'K', 1, '.'}, {(byte) 0xa7, 'M', 'P', 99}}) {
            near.sendBytes(bytes);
            assertThatThrownBy(() -> far.receive())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not an object of this");
            assertThat(far.receiveBytes()).isEqualTo(bytes);
        }
    }

    /** CPython test_connection: EOFError. */
    @Test
    void closedPeerIsTheEndOfTheStream() throws Exception {
        near.send("last");
        near.close();
        assertThat(far.receive()).isEqualTo("last");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> far.receive()).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> far.receiveBytes()).isInstanceOf(EOFException.class);
        }
        assertThat(far.isClosed()).isFalse();
        Await.until("an error of the sender", () -> {
            try {
                far.sendBytes(new byte[1000]);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    @Test
    void closedConnectionIsRefused() throws Exception {
        near.close();
        near.close();
        far.free();
        assertThat(near.isClosed()).isTrue();
        assertThat(far.isClosed()).isTrue();
        List<Action> uses = List.of(
                () -> near.send(1),
                () -> near.sendBytes(new byte[1]),
                () -> near.receive(),
                () -> near.receiveBytes(),
                () -> near.isReady(),
                () -> near.isReady(Duration.ZERO),
                () -> Waitable.awaitAny(List.of(near)));
        for (Action use : uses) {
            assertThatThrownBy(use::execute).isInstanceOf(ObjectClosedException.class);
        }
        assertThat(near).asString().contains("closed");
    }

    @Test
    void closingEndsEveryWait() throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            use(options());
            List<Other<Object>> waiting = List.of(
                    new Other<>(() -> near.receive(), virtual),
                    new Other<>(() -> near.receiveBytes(), virtual),
                    new Other<>(() -> near.isReady(Delays.LONG), virtual),
                    new Other<>(() -> Waitable.awaitAny(List.of(near)), virtual),
                    new Other<>(
                            () -> {
                                while (true) {
                                    near.sendBytes(new byte[100_000]);
                                }
                            },
                            virtual));
            for (Other<Object> other : waiting) {
                other.awaitWaiting();
            }
            near.close();
            for (Other<Object> other : waiting) {
                assertThatThrownBy(other::result).isInstanceOf(ObjectClosedException.class);
            }
        }
    }

    @Test
    void interruptEndsTheWaitAndNotTheConnection() throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            List<Other<Object>> waiting = List.of(
                    new Other<>(() -> near.receive(), virtual),
                    new Other<>(() -> near.receiveBytes(), virtual),
                    new Other<>(() -> near.isReady(Delays.LONG), virtual),
                    new Other<>(() -> Waitable.awaitAny(List.of(near)), virtual));
            for (Other<Object> other : waiting) {
                other.awaitWaiting();
                other.thread.interrupt();
                assertThatThrownBy(other::result).isInstanceOf(InterruptedException.class);
            }
            far.send("still here");
            assertThat(near.receive()).isEqualTo("still here");
        }
        far.send(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> near.receive()).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> near.send(1)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> near.isReady(Duration.ZERO)).isInstanceOf(InterruptedException.class);
        assertThat(near.receive()).isEqualTo(1);
        near.send(2);
        assertThat(far.receive()).isEqualTo(2);
    }

    /** Nothing can follow half a message. */
    @Test
    void interruptInTheMiddleOfAMessageClosesTheConnection() throws Exception {
        Other<Object> sender = Other.start(() -> {
            near.sendBytes(new byte[32 << 20]);
            return null;
        });
        sender.awaitWaiting();
        sender.thread.interrupt();
        assertThatThrownBy(sender::result).isInstanceOf(InterruptedException.class);
        assertThat(near.isClosed()).isTrue();
        assertThatThrownBy(() -> far.receiveBytes())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void messageLongerThanAllowedIsNotSent() throws Exception {
        use(o -> options().apply(o).withMaxFrameBytes(1000));
        near.sendBytes(new byte[1000]);
        for (Action send : List.<Action>of(() -> near.sendBytes(new byte[1001]), () -> near.send(new byte[1000]))) {
            assertThatThrownBy(send::execute)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("at most 1000")
                    .hasMessageContaining("withMaxFrameBytes");
        }
        near.sendBytes(new byte[] {1});
        assertThat(far.receiveBytes()).hasSize(1000);
        assertThat(far.receiveBytes()).containsExactly(1);
    }

    @Test
    void messageLongerThanAllowedIsNotReceived() throws Exception {
        close();
        ends = Ends.open(newAddress(), options(), o -> options().apply(o).withMaxFrameBytes(1000));
        near = ends.client();
        far = ends.server();
        near.sendBytes(new byte[1000]);
        near.sendBytes(new byte[1001]);
        assertThat(far.receiveBytes()).hasSize(1000);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> far.receiveBytes())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class)
                    .hasMessageContaining("withMaxFrameBytes");
        }
        far.send("the other direction works");
        assertThat(near.receive()).isEqualTo("the other direction works");
    }

    @Test
    void objectThatCannotTravelIsToldToTheSender() throws Exception {
        assertThatThrownBy(() -> near.send(new Thread())).isInstanceOf(NotShareableException.class);
        try (var value = Multiprocessing.intValue(1)) {
            assertThatThrownBy(() -> near.send(List.of(value)))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("a socket may lead out of it");
        }
        Event event = Multiprocessing.event();
        assertThatThrownBy(() -> near.send((Action) event::set)).isInstanceOf(NotShareableException.class);
        event.free();
        assertThatThrownBy(() -> near.send(near)).isInstanceOf(NotShareableException.class);
        near.send("after all");
        assertThat(far.receive()).isEqualTo("after all");
    }

    /** CPython test_pickling, test_access: there, a connection can be sent; here, only the ends of pipes. */
    @Test
    void connectionCannotBeSentToAnotherProcess() {
        try (Pool pool = Multiprocessing.pool(1)) {
            Connection<Object> own = near;
            assertThatThrownBy(() -> Multiprocessing.process(() -> own.send(1)).start())
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("belongs to the process that has made it");
            assertThatThrownBy(() -> pool.submit(() -> own.receive()).join())
                    .hasMessageContaining("belongs to the process that has made it");
        }
    }

    @Test
    void forbiddenObjectFailsAloneAndTheConnectionGoesOn() throws Exception {
        near.send((Call<Integer>) () -> 5);
        near.send(List.of(LocalDate.EPOCH));
        near.send(new Object[] {Thread.class});
        near.send("next");
        assertThatThrownBy(() -> far.receive())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("function")
                .hasMessageContaining("withFunctions");
        assertThatThrownBy(() -> far.receive())
                .hasMessageContaining("JDK's serialization")
                .hasMessageContaining("withFilter");
        assertThatThrownBy(() -> far.receive()).hasMessageContaining("class java.lang.Thread");
        assertThat(far.receive()).isEqualTo("next");
    }

    @Test
    void switchesAllowMore() throws Exception {
        use(o -> options().apply(o).withFunctions().withFilter(info -> java.io.ObjectInputFilter.Status.UNDECIDED));
        near.send((Call<Integer>) () -> 5);
        near.send(List.of(LocalDate.EPOCH, 1));
        near.send(List.of(LocalDate.EPOCH, new java.util.BitSet()));
        assertThat(((Call<?>) far.receive()).call()).isEqualTo(5);
        assertThat(far.receive()).isEqualTo(List.of(LocalDate.EPOCH, 1));
        assertThatThrownBy(() -> far.receive())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.util.BitSet")
                .hasMessageContaining("withFilter");
    }

    @Test
    void manyThreadsSendAndReceiveAndMessagesDoNotMix() throws Exception {
        int threads = 4;
        int each = 250;
        Set<String> received = ConcurrentHashMap.newKeySet();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int own = t;
            Thread.Builder builder = t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            all.add(builder.unstarted(run(failure, () -> {
                Random random = new Random(own);
                for (int i = 0; i < each; i++) {
                    near.send(List.of(own + "-" + i, new byte[random.nextInt(40_000)]));
                }
            })));
            all.add(builder.unstarted(run(failure, () -> {
                for (int i = 0; i < each; i++) {
                    received.add((String) ((List<?>) far.receive()).getFirst());
                }
            })));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            assertThat(thread.join(Delays.LONG)).isTrue();
        }
        assertThat(failure.get()).isNull();
        assertThat(received).hasSize(threads * each);
        assertThat(far.isReady()).isFalse();
    }

    private static Runnable run(AtomicReference<Throwable> failure, Action action) {
        return () -> {
            try {
                action.execute();
            } catch (Throwable e) {
                failure.set(e);
            }
        };
    }

    /** A leader that leaves, by its time or an interrupt, must leave somebody who looks. */
    @Test
    void noMessageIsOverlookedWhenThoseThatWaitComeAndGo() throws Exception {
        int count = 300;
        Other<Integer> patient = Other.start(() -> {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (Integer) far.receive();
            }
            return sum;
        });
        Other<Object> restless = Other.start(() -> {
            while (true) {
                far.isReady(Duration.ofNanos(100_000));
                far.isReady();
            }
        });
        int sent = 0;
        for (int i = 0; i < count; i++) {
            near.send(i);
            sent += i;
            if (i % 3 == 0) {
                Delays.pass(Duration.ofNanos(200_000));
            }
        }
        assertThat(patient.result()).isEqualTo(sent);
        restless.thread.interrupt();
        assertThatThrownBy(restless::result).isInstanceOf(InterruptedException.class);
    }

    /** The first may take the second one's message from the system, too, which then tells nobody any more that it is there. */
    @Test
    void twoMessagesAtOnceWakeTwoThatWait() throws Exception {
        int count = 300;
        Call<Object> receiver = () -> {
            for (int i = 0; i < count; i++) {
                far.receive();
                far.send(1);
            }
            return "all";
        };
        Other<Object> first = Other.start(receiver);
        Other<Object> second = new Other<>(receiver, true);
        for (int i = 0; i < count; i++) {
            near.send("a");
            near.send("b");
            near.receive();
            near.receive();
        }
        assertThat(first.result()).isEqualTo("all");
        assertThat(second.result()).isEqualTo("all");
    }

    @Test
    void awaitAnyTellsMessagesAndEnds() throws Exception {
        try (Ends others = Ends.open(newAddress(), options())) {
            List<Connection<Object>> both = List.of(far, others.server());
            assertThat(Waitable.awaitAny(both, Duration.ZERO)).isEmpty();
            assertThat(Waitable.awaitAny(both, Delays.SHORT)).isEmpty();
            Other<List<Connection<Object>>> waiting = Other.start(() -> Waitable.awaitAny(both));
            waiting.awaitWaiting();
            others.client().send(1);
            assertThat(waiting.result()).containsExactly(others.server());
            near.close();
            assertThat(far.isReady(Delays.LONG)).isTrue();
            assertThat(Waitable.awaitAny(both)).isEqualTo(both);
            assertThat(others.server().receive()).isEqualTo(1);
            assertThat(Waitable.awaitAny(both)).containsExactly(far);
        }
    }

    /** One of them takes what has woken both; the other one must hear of the next. */
    @Test
    void awaitAnyGoesOnWhenAnotherThreadTakesTheMessage() throws Exception {
        Other<Integer> taker = Other.start(() -> {
            int count = 0;
            while (!far.receive().equals("end")) {
                count++;
            }
            return count;
        });
        for (int i = 0; i < 200; i++) {
            near.send(i);
            Waitable.awaitAny(List.of(far), Duration.ofNanos(300_000));
        }
        Other<Object> waiting = Other.start(() -> Waitable.awaitAny(List.of(far)));
        near.send("end");
        assertThat(taker.result()).isEqualTo(200);
        near.send("one more");
        assertThat(waiting.result()).isEqualTo(List.of(far));
    }
}
