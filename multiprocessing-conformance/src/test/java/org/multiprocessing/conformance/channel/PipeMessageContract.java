package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.channel.BufferTooShortException;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;

/** What goes through a pipe, as objects and as raw bytes; for the threads of one process. */
@Tag("core")
public abstract class PipeMessageContract extends ChannelContract {
    private static final int MIB = 1 << 20;

    /** From so many bytes on, arrays go their own way. */
    private static final int LARGE = 1 << 15;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---- objects

    record Point(int x, int y) {}

    static List<Object> objects() {
        List<Object> objects = new ArrayList<>(List.of(
                "",
                "text",
                "x".repeat(100_000),
                7,
                1L << 40,
                2.5,
                true,
                List.of(1, "two", List.of(3)),
                Map.of("a", 1),
                Set.of(1),
                new Point(1, 2),
                new String[] {"a", "b"},
                new int[][] {{1}, {2, 3}},
                new byte[0],
                Duration.ofSeconds(1)));
        objects.addAll(arrays(0));
        objects.addAll(arrays(LARGE - 8));
        objects.addAll(arrays(LARGE));
        objects.addAll(arrays(LARGE + 8));
        objects.add(List.of(bytes(LARGE), "between", bytes(LARGE + 1), new long[LARGE], bytes(1)));
        objects.add(bytes(16 * MIB));
        return objects;
    }

    /** An array of each primitive type, of so many bytes. */
    private static List<Object> arrays(int size) {
        ByteBuffer source = ByteBuffer.wrap(bytes(size));
        boolean[] booleans = new boolean[size];
        char[] chars = new char[size / 2];
        short[] shorts = new short[size / 2];
        int[] ints = new int[size / 4];
        float[] floats = new float[size / 4];
        long[] longs = new long[size / 8];
        double[] doubles = new double[size / 8];
        for (int i = 0; i < size; i += 3) {
            booleans[i] = true;
        }
        source.asCharBuffer().get(chars);
        source.asShortBuffer().get(shorts);
        source.asIntBuffer().get(ints);
        source.asLongBuffer().get(longs);
        Arrays.setAll(doubles, i -> i * 0.1);
        for (int i = 0; i < floats.length; i++) {
            floats[i] = i * 0.1f;
        }
        return List.of(source.array(), booleans, chars, shorts, ints, floats, longs, doubles);
    }

    /** CPython test_connection, the objects. */
    @Test
    void objectsArriveAsTheyWere() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (Object object : objects()) {
            pipe.sender().send(object);
            Object received = pipe.receiver().receive();
            assertThat(Arrays.deepEquals(new Object[] {received}, new Object[] {object})
                            || List.of(received).equals(List.of(object))
                            || sameItems(received, object))
                    .as("%s", object.getClass())
                    .isTrue();
        }
        pipe.sender().send(null);
        assertThat(pipe.receiver().receive()).isNull();
        assertThat(pipe.receiver().isReady()).isFalse();
    }

    private static boolean sameItems(Object one, Object other) {
        return one instanceof List<?> list
                && other instanceof List<?> second
                && Arrays.deepEquals(list.toArray(), second.toArray());
    }

    static List<Object> buffers() {
        List<Object> buffers = new ArrayList<>();
        for (int size : new int[] {0, 10, LARGE - 1, LARGE, LARGE + 1, MIB + 1}) {
            buffers.add(ByteBuffer.wrap(bytes(size)));
            buffers.add(ByteBuffer.wrap(bytes(size)).order(ByteOrder.LITTLE_ENDIAN));
            buffers.add(ByteBuffer.allocateDirect(size).put(bytes(size)).flip());
            buffers.add(ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN));
            buffers.add(MemorySegment.ofArray(bytes(size)));
            buffers.add(Arena.ofAuto().allocate(size).copyFrom(MemorySegment.ofArray(bytes(size))));
        }
        buffers.add(ByteBuffer.wrap(bytes(100)).position(10).limit(20));
        return buffers;
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void buffersAndSegmentsArriveAsTheyWere(Object buffer) throws Exception {
        Pipe<Object> pipe = newPipe();
        pipe.sender().send(buffer);
        Object received = pipe.receiver().receive();
        if (buffer instanceof ByteBuffer sent) {
            assertThat(received).isEqualTo(sent);
            assertThat(((ByteBuffer) received).order()).isEqualTo(sent.order());
            assertThat(sent.position()).as("it was looked at only").isIn(0, 10);
        } else {
            assertThat(((MemorySegment) received).mismatch((MemorySegment) buffer))
                    .isEqualTo(-1);
        }
    }

    /** What the receiver changes is its own, and what the sender changes after sending is not seen. */
    @Test
    void messagesAreCopies() throws Exception {
        Pipe<Object> pipe = newPipe();
        int[] sent = new int[LARGE];
        pipe.sender().send(sent);
        sent[0] = 1;
        int[] received = (int[]) pipe.receiver().receive();
        assertThat(received[0]).isEqualTo(isShared() ? 0 : 1);
        received[1] = 1;
        assertThat(sent[1]).isEqualTo(isShared() ? 0 : 1);
    }

    private boolean isShared() {
        return method() != org.multiprocessing.process.StartMethod.THREADS;
    }

    // ---- bytes

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, LARGE - 1, LARGE, LARGE + 1, 16 * MIB})
    void bytesArriveInEachForm(int size) throws Exception {
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        byte[] message = bytes(size);
        pipe.sender().sendBytes(message);
        assertThat(in.receiveBytes()).isEqualTo(message);
        pipe.sender().sendBytes(message, 0, size);
        assertThat(in.receiveBytes(size)).isEqualTo(message);
        pipe.sender().sendBytes(ByteBuffer.wrap(message).asReadOnlyBuffer());
        ByteBuffer heap = ByteBuffer.allocate(size + 3).position(2);
        assertThat(in.receiveBytes(heap)).isEqualTo(size);
        assertThat(heap.position()).isEqualTo(size + 2);
        assertThat(heap.slice(2, size)).isEqualTo(ByteBuffer.wrap(message));
        ByteBuffer direct = ByteBuffer.allocateDirect(size).put(message).flip();
        pipe.sender().sendBytes(direct);
        assertThat(direct.hasRemaining()).isFalse();
        direct.clear();
        assertThat(in.receiveBytes(direct)).isEqualTo(size);
        assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(message));
        pipe.sender().sendBytes(message);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = in.receiveBytes(arena);
            assertThat(segment.isReadOnly()).isTrue();
            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(message);
        }
        assertThat(in.isReady()).isFalse();
    }

    /** CPython test_sendbytes. */
    @Test
    void partsOfArraysAndBuffersAreSent() throws Exception {
        Pipe<Object> pipe = newPipe();
        Sender<Object> out = pipe.sender();
        byte[] message = bytes("abcdefghijklmnopqrstuvwxyz");
        out.sendBytes(message, 5, 21);
        out.sendBytes(message, 7, 8);
        out.sendBytes(message, 26, 0);
        out.sendBytes(ByteBuffer.wrap(message, 3, 4));
        for (String expected : List.of("fghijklmnopqrstuvwxyz", "hijklmno", "", "defg")) {
            assertThat(new String(pipe.receiver().receiveBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
        int[][] wrong = {{27, 0}, {22, 5}, {26, 1}, {-1, 1}, {4, -1}, {1, Integer.MAX_VALUE}};
        for (int[] range : wrong) {
            assertThatThrownBy(() -> out.sendBytes(message, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatNullPointerException().isThrownBy(() -> out.sendBytes((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> out.sendBytes((ByteBuffer) null));
        assertThatNullPointerException().isThrownBy(() -> pipe.receiver().receiveBytes((ByteBuffer) null));
        assertThatNullPointerException().isThrownBy(() -> pipe.receiver().receiveBytes((Arena) null));
        assertThat(pipe.receiver().isReady()).isFalse();
    }

    @Test
    void messageThatIsTooLongIsKeptOrHandedOver() throws Exception {
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        byte[] message = bytes(40);
        pipe.sender().sendBytes(message);
        assertThatIllegalArgumentException().isThrownBy(() -> in.receiveBytes(-1));
        for (int limit : new int[] {39, 1, 0}) {
            assertThatThrownBy(() -> in.receiveBytes(limit))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("40")
                    .hasMessageContaining("" + limit);
        }
        assertThat(in.receiveBytes(40)).as("kept").isEqualTo(message);
        pipe.sender().sendBytes(message);
        assertThatThrownBy(() -> in.receiveBytes(ByteBuffer.allocate(100).asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
        ByteBuffer small = ByteBuffer.allocate(39);
        assertThatThrownBy(() -> in.receiveBytes(small))
                .isInstanceOfSatisfying(
                        BufferTooShortException.class,
                        e -> assertThat(e.bytes()).isEqualTo(message))
                .hasMessageContaining("39");
        assertThat(small.position()).isZero();
        assertThat(in.isReady()).as("taken").isFalse();
        pipe.sender().sendBytes(bytes(1));
        assertThat(in.receiveBytes(ByteBuffer.allocate(1))).isEqualTo(1);
    }

    @Test
    void kindsAreNotMixedUp() throws Exception {
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        try (Arena arena = Arena.ofConfined()) {
            for (int size : new int[] {3, MIB}) {
                pipe.sender().send(bytes(size));
                pipe.sender().sendBytes(bytes(size));
                for (Wait wrong : List.<Wait>of(
                        in::receiveBytes,
                        () -> in.receiveBytes(MIB),
                        () -> in.receiveBytes(ByteBuffer.allocate(MIB)),
                        () -> in.receiveBytes(arena))) {
                    assertThatThrownBy(wrong::run)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("receive()");
                }
                assertThat(in.receive()).isEqualTo(bytes(size));
                assertThatThrownBy(in::receive).isInstanceOf(IOException.class).hasMessageContaining("receiveBytes()");
                assertThat(in.receiveBytes()).isEqualTo(bytes(size));
            }
        }
    }

    /** One that is refused passes the message on to somebody else who waits. */
    @Test
    void messageOfTheWrongKindGoesToWhoeverWaitsForIt() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (int round = 0; round < 20; round++) {
            Aside<byte[]> wrong = Aside.call(pipe.receiver()::receiveBytes).waits();
            Aside<Object> right = Aside.call(pipe.receiver()::receive);
            pipe.sender().send("text");
            boolean refused = true;
            try {
                assertThat(right.result(Delays.MEDIUM)).isEqualTo("text");
                refused = wrong.isDone();
            } finally {
                if (!refused) {
                    wrong.thread().interrupt();
                }
            }
            wrong.failure(Exception.class);
        }
    }

    // ---- poll

    /** CPython _TestPoll: test_empty_string, test_strings, test_boundaries, test_dont_merge. */
    @Test
    void readinessNeitherEatsNorMergesMessages() throws Exception {
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        assertThat(in.isReady()).isFalse();
        assertThat(in.isReady(Duration.ZERO)).isFalse();
        assertThat(in.isReady(Duration.ofSeconds(-1))).isFalse();
        takesItsTime(Delays.SHORT, () -> assertThat(in.isReady(Delays.SHORT)).isFalse());
        pipe.sender().sendBytes(new byte[0]);
        assertThat(in.isReady()).isTrue();
        assertThat(in.isReady()).isTrue();
        assertThat(in.isReady(Duration.ofDays(1))).isTrue();
        assertThat(in.receiveBytes()).isEmpty();
        assertThat(in.isReady()).isFalse();
        for (String text : List.of("hello", "", "a", "b", "", "bye")) {
            pipe.sender().sendBytes(bytes(text));
        }
        for (String text : List.of("hello", "", "a", "b", "", "bye")) {
            assertThat(in.isReady()).isTrue();
            assertThat(in.receiveBytes()).isEqualTo(bytes(text));
        }
        assertThat(in.isReady()).isFalse();
        Aside<Boolean> waiter = Aside.call(() -> in.isReady(Duration.ofSeconds(Long.MAX_VALUE)));
        waiter.waits();
        pipe.sender().send(1);
        assertThat(waiter.result()).isTrue();
        assertThat(in.receive()).isEqualTo(1);
        interruptEnds(() -> in.isReady(Duration.ofDays(1)));
        interruptedIsRefused(() -> in.isReady(Duration.ZERO));
    }

    /** Whoever only looks takes nothing away from those that wait for a message. */
    @Test
    void whoLooksKeepsNobodyFromReceiving() throws Exception {
        Pipe<Integer> pipe = newPipe();
        for (int round = 0; round < 10; round++) {
            Aside<Boolean> looker =
                    Aside.call(round % 2 == 0, () -> pipe.receiver().isReady(Duration.ofDays(1)));
            looker.waits();
            Aside<Integer> receiver = Aside.call(pipe.receiver()::receive).waits();
            pipe.sender().send(round);
            assertThat(receiver.result()).isEqualTo(round);
            pipe.sender().send(-1);
            assertThat(looker.result()).isTrue();
            assertThat(pipe.receiver().receive()).isEqualTo(-1);
        }
    }

    // ---- both directions, several threads

    @Test
    void duplexPipeGoesBothWays() throws Exception {
        DuplexPipe<Object> pipe = newDuplexPipe();
        pipe.near().send("there");
        pipe.far().send("back");
        pipe.near().sendBytes(bytes(3));
        pipe.far().sendBytes(ByteBuffer.wrap(bytes(4)));
        assertThat(pipe.near().isReady()).isTrue();
        assertThat(pipe.near().receive()).isEqualTo("back");
        assertThat(pipe.far().receive()).isEqualTo("there");
        assertThat(pipe.near().receiveBytes()).isEqualTo(bytes(4));
        assertThat(pipe.far().receiveBytes(ByteBuffer.allocate(9))).isEqualTo(3);
        assertThat(pipe.near().isReady()).isFalse();
        assertThat(pipe.far().isReady()).isFalse();
    }

    @Test
    void threadsShareOneConnection() throws Exception {
        DuplexPipe<Object> pipe = newDuplexPipe();
        int threads = 4;
        int each = 500;
        Set<Object> received = new ConcurrentSkipListSet<>();
        List<Aside<Void>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int base = t * each;
            boolean virtual = t % 2 == 0;
            all.add(Aside.run(virtual, () -> {
                for (int i = 0; i < each; i++) {
                    pipe.near().send((base + i) + "x".repeat(i));
                }
            }));
            all.add(Aside.run(
                    virtual,
                    () -> { // sends back what it receives
                        for (int i = 0; i < each; i++) {
                            pipe.far().send(pipe.far().receive());
                        }
                    }));
            all.add(Aside.run(virtual, () -> {
                for (int i = 0; i < each; i++) {
                    assertThat(received.add(pipe.near().receive())).isTrue();
                }
            }));
        }
        for (Aside<Void> one : all) {
            one.result();
        }
        assertThat(received).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            for (int i = 0; i < each; i++) {
                assertThat(received).contains((t * each + i) + "x".repeat(i));
            }
        }
    }

    // ---- room

    @Test
    void whoSendsMoreThanMayBeUnreceivedWaits() throws Exception {
        Pipe<Object> pipe = newPipe();
        byte[] message = bytes(4 * MIB);
        Aside<Integer> sender = Aside.call(() -> {
            for (int i = 0; i < 20; i++) {
                pipe.sender().send(i);
                pipe.sender().sendBytes(message);
            }
            return 20;
        });
        Delays.pass(Delays.SMALL);
        assertThat(sender.isDone()).isFalse();
        for (int i = 0; i < 20; i++) {
            assertThat(pipe.receiver().receive()).isEqualTo(i);
            assertThat(pipe.receiver().receiveBytes()).isEqualTo(message);
        }
        sender.result();
    }

    @Test
    void interruptEndsTheWaitForRoomAndNothingIsSent() throws Exception {
        Pipe<Object> pipe = newPipe();
        byte[] huge = bytes(33 * MIB);
        pipe.sender().sendBytes(huge); // larger than all may be, when there is nothing else
        interruptEnds(() -> pipe.sender().sendBytes(bytes(MIB)));
        interruptEnds(() -> pipe.sender().send(bytes(MIB)));
        interruptedIsRefused(() -> pipe.sender().send("x"));
        interruptedIsRefused(() -> pipe.sender().sendBytes(bytes(1)));
        interruptedIsRefused(() -> pipe.sender().sendBytes(ByteBuffer.allocate(1)));
        interruptedIsRefused(pipe.receiver()::receiveBytes);
        assertThat(pipe.receiver().receiveBytes()).isEqualTo(huge);
        assertThat(pipe.receiver().isReady()).isFalse();
        interruptEnds(pipe.receiver()::receive);
        interruptEnds(() -> pipe.receiver().receiveBytes(ByteBuffer.allocate(1)));
    }
}
