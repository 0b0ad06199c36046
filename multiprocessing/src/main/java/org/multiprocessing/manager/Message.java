package org.multiprocessing.manager;

/** What has been received and not been decoded. */
final class Message {
    private static final Object[] NO_BULKS = {};

    private final byte[] bytes;
    private final int from;
    private final Object[] bulks;

    /**
     * Creates one.
     *
     * @param bytes what an encoder has made
     * @param from where it begins
     * @param bulks large arrays that were kept apart
     */
    Message(byte[] bytes, int from, Object[] bulks) {
        this.bytes = bytes;
        this.from = from;
        this.bulks = bulks;
    }

    static Message of(byte[] bytes) {
        return new Message(bytes, 0, NO_BULKS);
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    Object[] bulks() {
        return bulks;
    }

    int length() {
        return bytes.length - from;
    }

    /** Returns the eight bytes with which an answer begins: the number of the call. */
    long number() {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | Byte.toUnsignedLong(bytes[from + i]);
        }
        return number;
    }
}
