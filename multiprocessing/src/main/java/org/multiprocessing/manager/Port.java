package org.multiprocessing.manager;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;

/** One side of a way between a client and a server: messages go both ways. Many threads may send, and one receives at a time. */
interface Port {
    /** As a time: without limit. */
    long FOREVER = Long.MAX_VALUE;

    /** Sends a message, and waits for room; an interrupt is kept for later. What the message holds ends if it cannot be sent. */
    void send(Encoder message) throws IOException;

    /**
     * Waits for the next message.
     *
     * @return null if the time is over
     * @throws java.io.EOFException if the other side is gone
     */
    @Nullable
    Message receive(long nanos) throws IOException, InterruptedException;

    /** Ends it; the other side finds out, and whoever waits here. */
    void close();
}
