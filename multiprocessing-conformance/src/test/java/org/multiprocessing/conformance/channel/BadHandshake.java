package org.multiprocessing.conformance.channel;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Random;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;
import org.multiprocessing.channel.Connection;

/** The ways in which somebody can fail to get past a listener's handshake; each is one refusal. */
public enum BadHandshake {
    WRONG_KEY,
    SILENCE,
    NOISE,
    NOISE_FOR_A_FRAME,
    WRONG_ANSWER,
    OVERSIZED_ANSWER,
    NO_CHALLENGE;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Tries it.
     *
     * @param key what the listener wants to hear
     * @param silent gets those that stay connected; the caller closes them
     * @throws IOException if the listener was quicker to turn it away
     */
    public void attempt(SocketAddress address, String key, Random random, Deque<Peer> silent) throws IOException {
        if (this == WRONG_KEY) {
            wrongKey(address);
        } else if (this == SILENCE) {
            silent.add(Peer.connect(address));
        } else {
            try (Peer peer = Peer.connect(address)) {
                talk(peer, key, random);
            }
        }
    }

    private static void wrongKey(SocketAddress address) throws IOException {
        try (Connection<Object> wrong =
                Multiprocessing.client(address, AuthKey.random(), o -> o.withHandshakeTimeout(PATIENCE))) {
            throw new AssertionError("let in: " + wrong);
        } catch (AuthenticationException e) {
            // as it should be
        }
    }

    private void talk(Peer peer, String key, Random random) throws IOException {
        switch (this) {
            case NOISE -> peer.raw(bytes(random, 300));
            case NOISE_FOR_A_FRAME -> {
                peer.challenge();
                peer.send(bytes(random, 300));
            }
            case WRONG_ANSWER -> {
                peer.challenge();
                peer.send(Peer.join("{sha256}".getBytes(StandardCharsets.US_ASCII), bytes(random, 60)));
                peer.isClosed();
            }
            case OVERSIZED_ANSWER -> {
                peer.challenge();
                peer.raw(ByteBuffer.allocate(4)
                        .putInt(257 + random.nextInt(Integer.MAX_VALUE - 257))
                        .array());
            }
            case NO_CHALLENGE -> {
                peer.send(Peer.answer(peer.challenge(), key));
                peer.receive();
                peer.send(bytes(random, 200));
                peer.isClosed();
            }
            default -> throw new AssertionError(this);
        }
    }

    /** Returns some bytes, perhaps none. */
    public static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }
}
