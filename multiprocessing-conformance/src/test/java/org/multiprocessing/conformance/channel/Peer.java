package org.multiprocessing.conformance.channel;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The other side of a connection, byte by byte, as it should not be, or as it should. */
public final class Peer implements AutoCloseable {
    static final byte[] WELCOME = "#WELCOME#".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FAILURE = "#FAILURE#".getBytes(StandardCharsets.US_ASCII);
    static final byte[] CHALLENGE = "#CHALLENGE#".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    Peer(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    public static Peer connect(SocketAddress address) throws IOException {
        SocketChannel channel = address instanceof java.net.UnixDomainSocketAddress
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        channel.connect(address);
        return new Peer(channel);
    }

    public SocketChannel channel() {
        return channel;
    }

    public byte[] receive() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    public void send(byte[] bytes) throws IOException {
        raw(ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array());
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Returns whether the other side has closed the connection; waits for that or for bytes, which are read. */
    public boolean isClosed() {
        try {
            while (true) {
                if (in.read() < 0) {
                    return true;
                }
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** Receives a challenge. */
    public byte[] challenge() throws IOException {
        byte[] message = receive();
        return Arrays.copyOfRange(message, CHALLENGE.length, message.length);
    }

    public static byte[] answer(byte[] challenge, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return join("{sha256}".getBytes(StandardCharsets.US_ASCII), mac.doFinal(challenge));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Proves the key to a listener, and lets it prove the same. */
    public void shakeHands(String key) throws IOException {
        send(answer(challenge(), key));
        receive();
        send(join(CHALLENGE, "{sha256}0123456789012345678901234567890123456789".getBytes(StandardCharsets.US_ASCII)));
        receive();
        send(WELCOME);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
