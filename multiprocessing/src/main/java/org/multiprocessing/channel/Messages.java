package org.multiprocessing.channel;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Parcel;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;

/** Turns objects into the messages of one fifo, and back, on the calling thread and outside of all locks. */
final class Messages<T extends @Nullable Object> {
    /** What a spare encoder may keep. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    private final Fifo fifo;
    private final AtomicReference<@Nullable Encoder> spareEncoder = new AtomicReference<>();
    private final AtomicReference<@Nullable Decoder> spareDecoder = new AtomicReference<>();

    Messages(Fifo fifo) {
        this.fifo = fifo;
    }

    private Encoder encoder() {
        Encoder spare = spareEncoder.getAndSet(null);
        if (spare == null) {
            return fifo.isLocal() ? Encoder.giving() : Encoder.queued();
        }
        spare.reset();
        return spare;
    }

    private void giveBack(Encoder encoder) {
        if (encoder.array().length <= KEPT_BYTES && encoder.bulks().isEmpty()) {
            spareEncoder.setRelease(encoder);
        }
    }

    /** Puts an object, waiting for room at most so long; returns what {@link Fifo#put} does. */
    int put(T item, long nanos) throws InterruptedException {
        Encoder encoder = encoder();
        int result = Fifo.TIMED_OUT;
        try {
            encoder.write(item);
            result = fifo.put(Parcel.of(encoder), nanos);
        } finally {
            if (result != Fifo.DONE) {
                encoder.pledges().withdraw();
            }
            giveBack(encoder);
        }
        return result;
    }

    /** Puts an object if there is room now. */
    int tryPut(T item) {
        Encoder encoder = encoder();
        int result = Fifo.TIMED_OUT;
        try {
            encoder.write(item);
            result = fifo.tryPut(Parcel.of(encoder));
        } finally {
            if (result != Fifo.DONE) {
                encoder.pledges().withdraw();
            }
            giveBack(encoder);
        }
        return result;
    }

    /** Decodes what has been received, and believes the sender about its type. */
    T decode(ReceivedObject message) throws IOException {
        return decode(message, false);
    }

    /**
     * Decodes a message.
     *
     * @param looking whether it stays where it is
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null only if that was sent
    T decode(ReceivedObject message, boolean looking) throws IOException {
        Decoder spare = spareDecoder.getAndSet(null); // none if decoding calls this
        Decoder decoder = spare == null ? new Decoder(ProgramClasses.loader()) : spare;
        byte[] bytes = message.bytes();
        decoder.wrap(bytes, 0, bytes.length).withBulks(message.bulks());
        T item = (T) (looking ? decoder.looking() : decoder).read();
        spareDecoder.setRelease(decoder.wrap(NOTHING, 0, 0)); // or a message, however large, would stay reachable
        return item;
    }

    /** Takes over what a message holds that was looked at before, and is taken now. */
    void release(ReceivedObject message) {
        try {
            decode(message, false);
        } catch (IOException e) {
            Log.log(Level.DEBUG, "an item that cannot be decoded was removed", e);
        }
    }
}
