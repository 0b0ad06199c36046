package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.select.ChannelWait;

/**
 * What happens between connecting and the first message: TLS if it is wanted, and then each side proves to the other that it knows
 * the key. All of it has to be done within one time. The listening side asks first, and answers only who has proved it.
 */
final class Handshake {
    /** As long as CPython lets them be. */
    private static final int MESSAGE_BYTES = 256;

    private static final byte[] CHALLENGE = ascii("#CHALLENGE#");
    private static final byte[] WELCOME = ascii("#WELCOME#");
    private static final byte[] FAILURE = ascii("#FAILURE#");

    /** The challenges that listeners of this JVM have sent, and those that clients have, as long as they wait for an answer. */
    private static final Set<ByteBuffer> BY_LISTENERS = ConcurrentHashMap.newKeySet();

    private static final Set<ByteBuffer> BY_CLIENTS = ConcurrentHashMap.newKeySet();

    private final SocketChannel channel;
    private final AuthKey key;
    private final SocketOptionsImpl options;
    private final Set<ByteBuffer> own;
    private final long start = System.nanoTime();
    private final long nanos;

    private Handshake(
            SocketChannel channel, AuthKey key, SocketOptionsImpl options, Duration time, Set<ByteBuffer> own) {
        this.channel = channel;
        this.key = key;
        this.options = options;
        this.own = own;
        this.nanos = TimeUnit.NANOSECONDS.convert(time);
    }

    /**
     * Makes a connection of a channel that a listener has accepted.
     *
     * @throws IOException if the peer does not do its part; the channel is closed then
     */
    static <T extends @Nullable Object> SocketConnection<T> asListener(
            SocketChannel channel, AuthKey key, SocketOptionsImpl options) throws IOException, InterruptedException {
        Handshake handshake = new Handshake(channel, key, options, options.handshakeTimeout(), BY_LISTENERS);
        return handshake.run(TlsEngines.forListener(options), true);
    }

    /**
     * Makes a connection of a channel that has connected to a listener, in the time that is left.
     *
     * @throws IOException if the peer does not do its part; the channel is closed then
     */
    static <T extends @Nullable Object> SocketConnection<T> asClient(
            SocketChannel channel, AuthKey key, SocketOptionsImpl options, Duration left)
            throws IOException, InterruptedException {
        Handshake handshake = new Handshake(channel, key, options, left, BY_CLIENTS);
        return handshake.run(TlsEngines.forClient(options, channel.getRemoteAddress()), false);
    }

    private <T extends @Nullable Object> SocketConnection<T> run(@Nullable SSLEngine engine, boolean listens)
            throws IOException, InterruptedException {
        Wire wire = new PlainWire(channel);
        boolean done = false;
        try {
            SocketChannels.prepare(channel);
            if (engine != null) {
                TlsWire encrypted = new TlsWire(channel, engine);
                wire = encrypted;
                for (int ops = encrypted.shakeHands(); ops != 0; ops = encrypted.shakeHands()) {
                    await(ops);
                }
            }
            FrameInput frames = new FrameInput(wire, MESSAGE_BYTES);
            if (listens) {
                deliver(wire, frames);
                answer(wire, frames);
            } else {
                answer(wire, frames);
                deliver(wire, frames);
            }
            SocketConnection<T> connection = new SocketConnection<>(wire, frames, options);
            done = true;
            return connection;
        } finally {
            if (!done) {
                wire.close();
            }
        }
    }

    /** Demands the other side's proof. */
    private void deliver(Wire wire, FrameInput frames) throws IOException, InterruptedException {
        Challenge challenge = Challenge.random();
        ByteBuffer sent = ByteBuffer.wrap(challenge.bytes());
        own.add(sent);
        try {
            send(wire, Challenge.join(CHALLENGE, challenge.bytes()));
            byte[] answer = receive(frames);
            try {
                challenge.verify(answer, key, options.legacyDigest());
            } catch (AuthenticationException e) {
                send(wire, FAILURE);
                throw e;
            }
        } finally {
            own.remove(sent);
        }
        send(wire, WELCOME);
    }

    /** Gives our proof. */
    private void answer(Wire wire, FrameInput frames) throws IOException, InterruptedException {
        byte[] message = receive(frames);
        if (!startsWith(message, CHALLENGE)) {
            throw new AuthenticationException("the other side sent " + message.length
                    + " bytes that are no challenge: it talks in another way, or expects no key");
        }
        byte[] bytes = Arrays.copyOfRange(message, CHALLENGE.length, message.length);
        // A client is asked by listeners and a listener by clients. Who asks back what one of our own side has asked
        // wants to use us
        // as the one who knows the answer.
        if (own.contains(ByteBuffer.wrap(bytes))) {
            throw new AuthenticationException("the other side sent our own challenge back");
        }
        send(wire, new Challenge(bytes).answer(key, options.legacyDigest()));
        if (!Arrays.equals(receive(frames), WELCOME)) {
            throw new AuthenticationException(
                    "the other side refuses our proof: it has another key, or demands another digest");
        }
    }

    private static boolean startsWith(byte[] message, byte[] prefix) {
        return message.length >= prefix.length && Arrays.equals(message, 0, prefix.length, prefix, 0, prefix.length);
    }

    private byte[] receive(FrameInput frames) throws IOException, InterruptedException {
        while (!frames.pull()) {
            await(SelectionKey.OP_READ);
        }
        byte[] message = frames.peek();
        frames.next();
        return message;
    }

    private void send(Wire wire, byte[] message) throws IOException, InterruptedException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(message.length)
                .put(message)
                .flip();
        while (!wire.write(frame)) {
            await(SelectionKey.OP_WRITE);
        }
    }

    private void await(int ops) throws IOException, InterruptedException {
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
            throw SocketChannels.timedOut("the handshake", options.handshakeTimeout());
        }
        new ChannelWait(channel, ops).await(left);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
