package org.multiprocessing.channel;

import java.io.IOException;
import java.io.Serial;

/** Thrown when a message does not fit the buffer that it was to be received into; it has the message. */
public final class BufferTooShortException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The message. */
    private final byte[] bytes;

    BufferTooShortException(byte[] bytes, int room) {
        super("the message has " + bytes.length + " bytes, and the buffer has room for " + room
                + "; bytes() has them all");
        this.bytes = bytes;
    }

    /**
     * Returns the whole message.
     *
     * @return its bytes, not copied
     */
    public byte[] bytes() {
        return bytes;
    }
}
