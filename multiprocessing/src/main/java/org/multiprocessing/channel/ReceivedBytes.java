package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.multiprocessing.internal.fifo.Frame;
import org.multiprocessing.internal.fifo.Reception;

/** Copies a message of raw bytes, unless it is too long; leaves an object where it is. */
final class ReceivedBytes implements Reception {
    private static final byte[] NOTHING = {};

    private final int maxLength;
    private byte[] bytes = NOTHING;
    private boolean object;
    private int found;

    ReceivedBytes(int maxLength) {
        this.maxLength = maxLength;
    }

    ReceivedBytes(int maxLength, ByteBuffer into) {
        this(maxLength);
        if (into.isReadOnly()) { // before anything is taken
            throw new ReadOnlyBufferException();
        }
    }

    @Override
    public boolean receive(Frame frame) {
        object = !frame.isBytes();
        found = frame.length();
        if (object || found > maxLength) {
            return false;
        }
        bytes = frame.bytes();
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Fills a buffer, and returns how many bytes there are. */
    int fill(ByteBuffer into) throws BufferTooShortException {
        if (bytes.length > into.remaining()) {
            throw new BufferTooShortException(bytes, into.remaining());
        }
        into.put(bytes);
        return bytes.length;
    }

    boolean isObject() {
        return object;
    }

    IOException tooLong() {
        return new IOException("the next message has " + found + " bytes, and at most " + maxLength
                + " were to be received; it can still be received");
    }
}
