package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.internal.layout.RingLayout;

/** What a ring does when one thread looks, and what two see of each other. */
class RingTest {
    private static final int CAPACITY = 64;

    private final Ring ring = newRing(CAPACITY);

    private static Ring newRing(int capacity) {
        ByteBuffer memory = ByteBuffer.allocateDirect(RingLayout.size(capacity)).order(ByteOrder.LITTLE_ENDIAN);
        return new Ring(memory, 0, capacity);
    }

    @Test
    void anEmptyRingGivesNothing() {
        assertThat(ring.readable()).isZero();
        assertThat(ring.writable()).isEqualTo(CAPACITY);
        assertThat(ring.read(new byte[8], 0, 8)).isZero();
    }

    @Test
    void aFullRingTakesOnlyWhatFits() {
        assertThat(ring.write(new byte[100], 0, 100)).isEqualTo(CAPACITY);
        assertThat(ring.write(new byte[1], 0, 1)).isZero();
        assertThat(ring.readable()).isEqualTo(CAPACITY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bytesComeOutAsTheyWentInWhateverTheSteps(long seed) {
        Random random = new Random(seed);
        ArrayDeque<Byte> model = new ArrayDeque<>();
        for (int step = 0; step < 10_000; step++) {
            byte[] bytes = new byte[random.nextInt(CAPACITY + 10)];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
                int written = ring.write(bytes, 0, bytes.length);
                assertThat(written).isEqualTo(Math.min(bytes.length, CAPACITY - model.size()));
                for (int i = 0; i < written; i++) {
                    model.add(bytes[i]);
                }
            } else {
                int read = ring.read(bytes, 0, bytes.length);
                assertThat(read).isEqualTo(Math.min(bytes.length, model.size()));
                for (int i = 0; i < read; i++) {
                    assertThat(bytes[i]).isEqualTo(model.remove());
                }
            }
        }
    }

    @Test
    void theAnnouncementOfAWaitingWriterIsTakenOnce() {
        assertThat(ring.takeWriterWaits()).isFalse();
        ring.announceWriterWaits();
        assertThat(ring.takeWriterWaits()).isTrue();
        assertThat(ring.takeWriterWaits()).isFalse();
    }

    @Test
    void framesOfAllSizesArriveWholeAndInOrderFromAnotherThread() throws InterruptedException {
        Ring shared = newRing(1024);
        FrameWriter writer = new FrameWriter(shared);
        FrameReader reader = new FrameReader(shared);
        int frames = 20_000;
        Thread sender = Thread.ofPlatform().start(() -> {
            Random random = new Random(7);
            for (int i = 0; i < frames; i++) {
                byte[] frame = frame(random, i);
                writer.send(frame, frame.length);
                while (!writer.flush()) {
                    Thread.onSpinWait();
                }
            }
        });
        Random random = new Random(7);
        for (int i = 0; i < frames; i++) {
            while (!reader.next()) {
                Thread.onSpinWait();
            }
            byte[] expected = frame(random, i);
            assertThat(reader.length()).isEqualTo(expected.length);
            assertThat(java.util.Arrays.mismatch(
                            reader.bytes(),
                            reader.offset(),
                            reader.offset() + reader.length(),
                            expected,
                            0,
                            expected.length))
                    .isEqualTo(-1);
        }
        sender.join();
        assertThat(shared.readable()).isZero();
    }

    private static byte[] frame(Random random, int number) {
        byte[] bytes = new byte[number % 500 == 0 ? random.nextInt(100_000) : random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }
}
