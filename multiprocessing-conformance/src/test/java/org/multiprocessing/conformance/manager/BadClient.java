package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.channel.BadHandshake;
import org.multiprocessing.conformance.channel.Peer;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.serial.Action;

/** What somebody may do wrong at a manager who knows its key; each is one refusal. */
enum BadClient {
    NO_GREETING,
    OTHER_VERSION,
    NOISE_FOR_A_GREETING,
    OVERSIZED_GREETING,
    NOISE_FOR_A_CALL,
    UNKNOWN_OBJECT,
    UNKNOWN_METHOD,
    WRONG_ARGUMENTS,
    MISSING_ARGUMENTS,
    FORBIDDEN_ARGUMENT;

    // what goes over the wire
    static final byte HELLO = 1;
    static final byte CALL = 2;
    static final byte FAILED = 3;
    static final int RESULT_AT = Long.BYTES;

    /** Behind the kind, the number, the thread, the object and the method. */
    static final int ARGUMENTS_AT = 1 + 4 * Long.BYTES;

    private static final int OBJECT_AT = 1 + 2 * Long.BYTES;
    private static final int METHOD_AT = 1 + 3 * Long.BYTES;
    private static final int VERSION = 1;

    /** Returns the greeting of a client that is called x. */
    static byte[] greeting(int version) {
        return ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES + 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(HELLO)
                .putInt(version)
                .putLong(1)
                .put((byte) 2)
                .put((byte) 'x')
                .array();
    }

    /** Connects, proves the key and greets. */
    static Peer greeted(SocketAddress address, String key) throws IOException {
        Peer peer = proven(address, key);
        peer.send(greeting(VERSION));
        return peer;
    }

    private static Peer proven(SocketAddress address, String key) throws IOException {
        Peer peer = Peer.connect(address);
        peer.shakeHands(key);
        return peer;
    }

    private static byte[] announced(int bytes) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array();
    }

    /**
     * Tries it.
     *
     * @param limit how long a message may be
     * @param call a call as it should be, with one argument
     */
    void attempt(SocketAddress address, String key, int limit, byte[] call, Random random) throws Exception {
        if (this == FORBIDDEN_ARGUMENT) {
            forbidden(address, key, random);
            return;
        }
        boolean greets = compareTo(OVERSIZED_GREETING) > 0;
        try (Peer peer = greets ? greeted(address, key) : proven(address, key)) {
            talk(peer, limit, call, random);
        }
    }

    private void talk(Peer peer, int limit, byte[] call, Random random) throws IOException {
        switch (this) {
            case NO_GREETING -> {}
            case OTHER_VERSION -> peer.send(greeting(random.nextInt(2, 100)));
            case NOISE_FOR_A_GREETING -> peer.send(BadHandshake.bytes(random, 300));
            case OVERSIZED_GREETING -> peer.raw(announced(limit + 1 + random.nextInt(Integer.MAX_VALUE - limit - 1)));
            case NOISE_FOR_A_CALL -> {
                byte[] noise = Peer.join(new byte[ARGUMENTS_AT], BadHandshake.bytes(random, 300));
                peer.send(changed(noise, 0, CALL));
                refused(peer);
            }
            case UNKNOWN_OBJECT -> {
                peer.send(changed(call, OBJECT_AT + 3, (byte) 0x7f));
                refused(peer);
            }
            case UNKNOWN_METHOD -> {
                peer.send(changed(call, METHOD_AT, (byte) ~call[METHOD_AT]));
                refused(peer);
            }
            case WRONG_ARGUMENTS -> {
                peer.send(changed(Arrays.copyOf(call, ARGUMENTS_AT + 1), ARGUMENTS_AT, (byte) 0));
                refused(peer);
            }
            case MISSING_ARGUMENTS -> {
                peer.send(changed(call, ARGUMENTS_AT, (byte) random.nextInt(2, 256)));
                refused(peer);
            }
            case FORBIDDEN_ARGUMENT -> throw new AssertionError(this);
        }
    }

    private static byte[] changed(byte[] message, int at, byte value) {
        byte[] changed = message.clone();
        changed[at] = value;
        return changed;
    }

    private static void refused(Peer peer) throws IOException {
        assertThat(peer.receive()[RESULT_AT]).isEqualTo(FAILED);
    }

    /** What a client of ours may send, and the server does not allow; the next call comes through. */
    private static void forbidden(SocketAddress address, String key, Random random) throws IOException {
        try (Manager client = Multiprocessing.connectManager(address, AuthKey.of(key))) {
            Desk desk = client.lookup("desk");
            Object argument = switch (random.nextInt(5)) {
                case 0 -> (Action) () -> Runtime.getRuntime().halt(1);
                case 1 -> List.of(LocalDate.EPOCH);
                case 2 -> new Object[] {Runtime.class};
                case 3 -> new File("x");
                default -> new Thread[0];
            };
            assertThatThrownBy(() -> desk.echo(argument))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("argument 1 of Desk.echo");
            assertThat(desk.sum(1, 2)).isEqualTo(3);
        }
    }
}
