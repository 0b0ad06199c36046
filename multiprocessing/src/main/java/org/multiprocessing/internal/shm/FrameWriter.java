package org.multiprocessing.internal.shm;

import java.util.ArrayDeque;

/**
 * Sends frames (an int that counts the bytes, then the bytes) through a {@link Ring} without ever blocking: what does not
 * fit is kept and goes out with {@link #flush}. Not thread-safe.
 */
public final class FrameWriter {
    private final Ring ring;
    private final byte[] header = new byte[Integer.BYTES];
    private final ArrayDeque<byte[]> backlog = new ArrayDeque<>();
    private int backlogSent;

    public FrameWriter(Ring ring) {
        this.ring = ring;
    }

    /** Sends one frame, or keeps the part that does not fit. */
    public void send(byte[] bytes, int length) {
        header[0] = (byte) length;
        header[1] = (byte) (length >>> 8);
        header[2] = (byte) (length >>> 16);
        header[3] = (byte) (length >>> 24);
        sendOrKeep(header, header.length);
        sendOrKeep(bytes, length);
    }

    /** Sends one frame whose first four bytes are its length already, by one write. */
    public void sendCounted(byte[] bytes, int length) {
        sendOrKeep(bytes, length);
    }

    private void sendOrKeep(byte[] bytes, int length) {
        int sent = backlog.isEmpty() ? ring.write(bytes, 0, length) : 0;
        if (sent < length) {
            byte[] rest = new byte[length - sent];
            System.arraycopy(bytes, sent, rest, 0, rest.length);
            backlog.add(rest);
        }
    }

    /**
     * Sends what was kept, as far as it fits now, and asks the reader to ring if something remains.
     *
     * @return whether nothing remains
     */
    public boolean flush() {
        while (!backlog.isEmpty()) {
            byte[] next = backlog.element();
            backlogSent += ring.write(next, backlogSent, next.length - backlogSent);
            if (backlogSent == next.length) {
                backlog.remove();
                backlogSent = 0;
                continue;
            }
            ring.announceWriterWaits();
            if (ring.writable() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether some of what was sent is still kept here. */
    public boolean hasBacklog() {
        return !backlog.isEmpty();
    }
}
