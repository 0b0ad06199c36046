package org.multiprocessing.channel;

import org.multiprocessing.internal.fifo.Frame;
import org.multiprocessing.internal.fifo.Reception;

/** Copies a message that is an object, not yet decoded; leaves one of raw bytes where it is. */
final class ReceivedObject implements Reception {
    private static final byte[] NOTHING = {};
    private static final Object[] NO_BULKS = {};

    private byte[] bytes = NOTHING;
    private Object[] bulks = NO_BULKS;

    @Override
    public boolean receive(Frame frame) {
        if (frame.isBytes()) {
            return false;
        }
        bytes = frame.bytes();
        bulks = frame.bulks();
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    Object[] bulks() {
        return bulks;
    }
}
