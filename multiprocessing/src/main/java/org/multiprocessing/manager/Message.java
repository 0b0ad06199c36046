package org.multiprocessing.manager;

/**
 * What has been received and not been decoded.
 *
 * @param bytes what an encoder has made
 * @param from where it begins
 * @param bulks large arrays that were kept apart
 */
record Message(byte[] bytes, int from, Object[] bulks) {
    private static final Object[] NO_BULKS = {};

    static Message of(byte[] bytes) {
        return new Message(bytes, 0, NO_BULKS);
    }

    /** Returns the eight bytes with which an answer begins: the number of the call. */
    long number() {
        long number = 0;
        for (int i = 7; i >= 0; i--) {
            number = (number << 8) | (bytes[from + i] & 0xff);
        }
        return number;
    }

    int length() {
        return bytes.length - from;
    }
}
