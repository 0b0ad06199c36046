package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.internal.os.Os;

/** A lost wake-up would make the sleeper of this test sleep for minutes, at one of its hand-overs. */
class BellTest {
    private static final long FOR_MINUTES = 600_000_000_000L;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noRingIsLostInManyHandOvers(boolean byKernel) throws InterruptedException {
        Os os = Os.choose();
        os.prepare();
        ByteBuffer memory = ByteBuffer.allocateDirect(256).order(ByteOrder.LITTLE_ENDIAN);
        Bell ping = new Bell(os, memory, 0);
        Bell pong = new Bell(os, memory, 128);
        AtomicLong turn = new AtomicLong();
        int rounds = byKernel && os.canWake() ? 50_000 : 2_000;
        Thread other = Thread.ofPlatform().start(() -> {
            for (long i = 0; i < rounds; i++) {
                await(turn, 2 * i + 1, ping, byKernel);
                turn.incrementAndGet();
                pong.ring();
            }
        });
        for (long i = 0; i < rounds; i++) {
            turn.incrementAndGet();
            ping.ring();
            await(turn, 2 * i + 2, pong, byKernel);
        }
        other.join();
        assertThat(turn.get()).isEqualTo(2L * rounds);
    }

    private static void await(AtomicLong turn, long wanted, Bell bell, boolean byKernel) {
        while (true) {
            bell.arm();
            if (turn.get() >= wanted) {
                bell.disarm();
                return;
            }
            bell.sleep(byKernel, FOR_MINUTES);
        }
    }
}
