package org.multiprocessing.internal.serial;

/** Sends values to ourselves. */
final class Codec {

    private Codec() {}

    static byte[] encode(Object value) {
        Encoder encoder = new Encoder();
        encoder.write(value);
        return encoder.toByteArray();
    }

    static Object decode(byte[] bytes) throws DecodeException {
        Decoder decoder = new Decoder(Codec.class.getClassLoader()).wrap(bytes, 0, bytes.length);
        Object value = decoder.read();
        if (decoder.remaining() != 0) {
            throw new DecodeException(decoder.remaining() + " bytes left");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T value) throws DecodeException {
        return (T) decode(encode(value));
    }

    /** Whether the JDK's serialization had to take the value. */
    static boolean usesObjectStream(Object value) {
        return encode(value)[0] == Tag.JDK;
    }
}
