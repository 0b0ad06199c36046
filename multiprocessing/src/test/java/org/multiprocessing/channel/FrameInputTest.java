package org.multiprocessing.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames are found in whatever pieces the bytes come, and no announced length is trusted. */
class FrameInputTest {
    /** Gives prepared bytes in pieces: after each piece there is nothing for once. */
    private static final class Pieces implements Wire {
        private final ByteBuffer bytes;
        private final int piece;
        private boolean pause;
        private boolean buffered;

        Pieces(byte[] bytes, int piece) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.piece = piece;
        }

        @Override
        public SocketChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer into) {
            pause = !pause;
            if (pause) {
                return 0;
            }
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(piece, Math.min(into.remaining(), bytes.remaining()));
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public boolean hasBuffered() {
            return buffered;
        }

        @Override
        public boolean write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static byte[] stream(byte[]... frames) {
        int size = 0;
        for (byte[] frame : frames) {
            size += 4 + frame.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] frame : frames) {
            all.putInt(frame.length).put(frame);
        }
        return all.array();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void pull(FrameInput in) {
        while (!in.pull()) {
            assertThat(in.hasMore()).isFalse();
        }
        assertThat(in.hasMore()).isTrue();
    }

    @Test
    void framesAreFoundInPiecesOfAnySize() throws Exception {
        List<byte[]> frames = new ArrayList<>();
        for (int length : new int[] {0, 1, 3, 4, 5, 8191, 8192, 8193, 0, 65_535, 65_536, 65_537, 73_728, 300_000, 2}) {
            frames.add(random(length));
        }
        byte[] stream = stream(frames.toArray(new byte[0][]));
        for (int piece : new int[] {1, 2, 3, 5, 7, 1000, 4096, 8192, 70_000, 1_000_000}) {
            FrameInput in = new FrameInput(new Pieces(stream, piece), 300_000);
            for (byte[] frame : frames) {
                pull(in);
                assertThat(in.peek()).isEqualTo(frame);
                assertThat(in.pull()).isTrue(); // it stays until it is taken
                assertThat(in.peek()).isEqualTo(frame);
                in.next();
            }
            pull(in);
            assertThatThrownBy(in::peek).isInstanceOf(EOFException.class);
            assertThatThrownBy(in::peek).isInstanceOf(EOFException.class);
            assertThat(in.hasFailed()).isFalse();
        }
    }

    /** Whoever takes a frame tells the others to look, once, if more may be here that the system does not know of. */
    @Test
    void whatWasReadAheadIsToldUntilSomebodyHasLooked() throws Exception {
        Pieces wire = new Pieces(stream(new byte[3], new byte[9]), 7 + 4);
        FrameInput in = new FrameInput(wire, 10);
        pull(in);
        in.next();
        assertThat(in.hasMore()).isTrue(); // half of the second one
        assertThat(in.pull()).isFalse();
        assertThat(in.hasMore()).isFalse(); // who waits for the system will be told of the rest
        pull(in);
        in.next();
        assertThat(in.hasMore()).isFalse();
        wire.buffered = true; // as TLS may
        assertThat(in.hasMore()).isTrue();
        assertThat(in.pull()).isFalse();
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void longFormIsUnderstood() throws Exception {
        byte[] stream = ByteBuffer.allocate(15)
                .putInt(-1)
                .putLong(3)
                .put(new byte[] {7, 8, 9})
                .array();
        for (int piece : new int[] {1, 15}) {
            FrameInput in = new FrameInput(new Pieces(stream, piece), 3);
            pull(in);
            assertThat(in.peek()).containsExactly(7, 8, 9);
        }
    }

    @Test
    void endInTheMiddleIsNoEndOfTheStream() {
        byte[] stream = stream(new byte[] {1, 2, 3});
        for (int length = 1; length < stream.length; length++) {
            FrameInput in = new FrameInput(new Pieces(java.util.Arrays.copyOf(stream, length), 2), 3);
            pull(in);
            assertThatThrownBy(in::peek)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class)
                    .hasMessageContaining("middle of a message");
            assertThat(in.hasFailed()).isTrue();
        }
    }

    @Test
    void tooLongFrameIsRefusedBeforeItsBytesCome() {
        for (byte[] stream : new byte[][] {
            ByteBuffer.allocate(4).putInt(1001).array(),
            ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
            ByteBuffer.allocate(12).putInt(-1).putLong(1001).array(),
            ByteBuffer.allocate(12).putInt(-1).putLong(-1).array(),
        }) {
            FrameInput in = new FrameInput(new Pieces(stream, 100), 1000);
            pull(in);
            assertThatThrownBy(in::peek)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("at most 1000")
                    .hasMessageContaining("withMaxFrameBytes");
        }
    }

    @Test
    void negativeLengthIsNoFrame() {
        FrameInput in =
                new FrameInput(new Pieces(ByteBuffer.allocate(4).putInt(-2).array(), 4), 1000);
        pull(in);
        assertThatThrownBy(in::peek).isInstanceOf(IOException.class).hasMessageContaining("-2 bytes");
    }

    @Test
    void announcedLengthTakesNoMemory() throws Exception {
        long before = allocated();
        for (int i = 0; i < 20; i++) {
            byte[] stream = ByteBuffer.allocate(104).putInt(1 << 30).array();
            FrameInput in = new FrameInput(new Pieces(stream, 104), 1 << 30);
            pull(in);
            assertThatThrownBy(in::peek).hasMessageContaining("after 100 of 1073741824 bytes");
        }
        assertThat(allocated() - before).isLessThan(10_000_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void otherLimitHoldsFromTheNextFrameOn() throws Exception {
        FrameInput first = new FrameInput(new Pieces(stream(new byte[5], random(300), random(2)), 1000), 5);
        pull(first);
        first.next();
        FrameInput second = first.withLimit(300);
        pull(second);
        assertThat(second.peek()).isEqualTo(random(300));
        second.next();
        assertThat(second.hasMore()).isTrue();
        pull(second);
        assertThat(second.peek()).isEqualTo(random(2));
    }
}
