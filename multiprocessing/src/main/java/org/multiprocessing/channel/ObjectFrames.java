package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Outside;

/** Objects in messages over sockets: a mark of four bytes, with the version of the form, and what the encoder makes. */
final class ObjectFrames {
    private static final byte[] MARK = {(byte) 0xa7, 'M', 'P', 1};

    /** A larger encoder is not kept for the next message. */
    private static final int KEPT_BYTES = 1 << 16;

    private final SocketOptionsImpl options;
    private final AtomicReference<@Nullable Encoder> encoder = new AtomicReference<>();
    private final AtomicReference<@Nullable Decoder> decoder = new AtomicReference<>();

    ObjectFrames(SocketOptionsImpl options) {
        this.options = options;
    }

    /** What is done with a message before its memory is used again. */
    interface Use {
        void accept(ByteBuffer message) throws IOException, InterruptedException;
    }

    void encode(@Nullable Object item, Use use) throws IOException, InterruptedException {
        Encoder kept = encoder.getAndSet(null);
        Encoder out = kept != null ? kept : Encoder.outside();
        out.reset();
        out.writeRaw(MARK, 0, MARK.length);
        out.write(item);
        use.accept(ByteBuffer.wrap(out.array(), 0, out.length()));
        if (out.array().length <= KEPT_BYTES) {
            encoder.set(out);
        }
    }

    /** Returns the message if it is an object. */
    static byte[] check(byte[] message) throws IOException {
        for (int i = 0; i < MARK.length; i++) {
            if (i >= message.length || message[i] != MARK[i]) {
                boolean newer = i == MARK.length - 1 && i < message.length;
                throw new IOException("the next message, of " + message.length + " bytes, is not an object of "
                        + (newer ? "this version of this library, but of version " + message[i] : "this library")
                        + ". receiveBytes() receives it as it is");
            }
        }
        return message;
    }

    @Nullable
    Object decode(byte[] message) throws IOException {
        ClassLoader loader = ProgramClasses.loader();
        Decoder kept = decoder.getAndSet(null);
        Decoder in = kept != null && kept.loader().equals(loader)
                ? kept
                : Decoder.ofOutside(loader, new Outside(options.filter(), options.functions()));
        try {
            Object value =
                    in.wrap(message, MARK.length, message.length - MARK.length).read();
            if (in.remaining() != 0) {
                throw new DecodeException(in.remaining() + " bytes are left behind the object");
            }
            return value;
        } catch (DecodeException e) {
            throw new IOException("a message cannot be decoded: " + e.getMessage(), e);
        } finally {
            decoder.set(in);
        }
    }
}
