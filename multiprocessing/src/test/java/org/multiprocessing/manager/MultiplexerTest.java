package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.serial.Encoder;

class MultiplexerTest {
    /** A way whose other side nobody has taken out of the door. */
    private static final class Untaken implements Port {
        @Override
        public void send(Encoder message) {
            // there is room
        }

        @Override
        public @Nullable Message receive(long nanos) throws InterruptedException {
            if (nanos == FOREVER) {
                throw new AssertionError("that would take for ever");
            }
            return null;
        }

        @Override
        public void close() {
            // nobody notices
        }
    }

    @Test
    void serverThatDiesBeforeItHasTheWayIsNoticed() {
        Multiplexer way = new Multiplexer(new Untaken(), () -> false, late -> {});
        Encoder call = Encoder.queued(null);
        assertThatThrownBy(() -> way.exchange(call, 1, () -> {}, Port.FOREVER))
                .isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(EOFException.class);
        assertThatThrownBy(() -> way.exchange(call, 2, () -> {}, Port.FOREVER)).isInstanceOf(IOException.class);
    }
}
