package org.multiprocessing.manager;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Outside;
import org.multiprocessing.internal.serial.Peer;

/** Encoders and decoders for the messages between a client and a server, used again and again: a decoder knows the classes it has met. */
final class Codec {
    /** What a spare encoder may keep. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int KEPT = 8;
    private static final byte[] NOTHING = {};

    private final Peer peer;

    /** Null inside a tree. */
    private final @Nullable Supplier<Outside> rules;

    private final Deque<Encoder> encoders = new ConcurrentLinkedDeque<>();
    private final Deque<Decoder> decoders = new ConcurrentLinkedDeque<>();

    private Codec(Peer peer, @Nullable Supplier<Outside> rules) {
        this.peer = peer;
        this.rules = rules;
    }

    static Codec inTree(Peer peer) {
        return new Codec(peer, null);
    }

    /** Creates one for a socket, which may lead out of the tree. */
    static Codec outside(Peer peer, ManagerOptionsImpl options) {
        return new Codec(peer, () -> new Outside(options.filter(), options.functions(), ProxyHandles.KIND));
    }

    Encoder encoder() {
        Encoder spare = encoders.pollFirst();
        if (spare != null) {
            return spare;
        }
        return rules == null ? Encoder.queued(peer) : Encoder.outside(peer);
    }

    /** Takes an encoder back whose message is sent. */
    void keep(Encoder message) {
        if (message.array().length <= KEPT_BYTES && encoders.size() < KEPT) {
            message.reset();
            encoders.addFirst(message);
        }
    }

    /** Takes an encoder back whose message is not sent. */
    void drop(Encoder message) {
        message.pledges().withdraw();
        keep(message);
    }

    Decoder decoder(Message message) {
        ClassLoader loader = ProgramClasses.loader();
        Decoder spare = decoders.pollFirst();
        Decoder decoder = spare != null && spare.loader().equals(loader) ? spare : newDecoder(loader);
        decoder.wrap(message.bytes(), message.from(), message.length());
        return rules == null ? decoder.withBulks(message.bulks()) : decoder;
    }

    private Decoder newDecoder(ClassLoader loader) {
        Decoder decoder = rules == null ? new Decoder(loader) : Decoder.ofOutside(loader, rules.get());
        return decoder.withPeer(peer);
    }

    void giveBack(Decoder decoder) {
        if (decoders.size() < KEPT) {
            decoders.addFirst(decoder.wrap(NOTHING, 0, 0)); // or a message would stay reachable
        }
    }
}
