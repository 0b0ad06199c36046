package org.multiprocessing.internal.classes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One question of a child to its parent, on a connection of its own.
 *
 * <pre>
 * child     byte CLASS, RESOURCE or VARIABLES, text name
 * parent    byte BYTES, int length, bytes
 *           byte NONE
 *           byte ERROR, text
 * </pre>
 */
final class ClassRequest {
    static final byte CLASS = 1;
    static final byte RESOURCE = 2;
    static final byte VARIABLES = 3;

    static final byte BYTES = 11;
    static final byte NONE = 12;
    static final byte ERROR = 13;

    private ClassRequest() {}

    /** Returns the file at which a process answers. */
    static Path socket(Path folder, int slot, int generation) {
        return folder.resolve("classes-" + slot + "-" + generation);
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return the bytes, or null if the parent has none
     * @throws FileNotFoundException with the parent's reason why the class cannot be sent
     * @throws IOException if the parent cannot be asked
     */
    static byte @Nullable [] send(Path socket, byte kind, String name) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return sendOnce(socket, kind, name);
                } catch (ClosedByInterruptException e) {
                    // An interrupt is for the user's code. A class that is loaded half-way would be broken for good.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static byte @Nullable [] sendOnce(Path socket, byte kind, String name) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            out.writeByte(kind);
            out.writeUTF(name);
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            byte answer = in.readByte();
            if (answer == NONE) {
                return null;
            }
            byte[] bytes = in.readNBytes(in.readInt());
            if (answer == ERROR) {
                throw new FileNotFoundException(new String(bytes, StandardCharsets.UTF_8));
            }
            return bytes;
        }
    }
}
