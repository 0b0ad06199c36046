package org.multiprocessing.benchmarks.programs;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of a call over a socket: two JVMs that send each other some bytes by blocking channels; microseconds for there and back. */
public final class BareSocket {
    private static final int BYTES = 64;

    private BareSocket() {}

    /** Takes how many times and, in the second JVM, the socket's file. */
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            Path file = Path.of(arguments[1]);
            Twin.obey(() -> echo(file, times));
            return;
        }
        Path file = Files.createTempDirectory("bare-socket").resolve("socket");
        file.toFile().deleteOnExit();
        file.getParent().toFile().deleteOnExit();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
            Twin twin = Twin.start(BareSocket.class, times, file);
            Served.serve(() -> {
                twin.play();
                try (SocketChannel channel = server.accept()) {
                    call(channel, 1); // until it is there
                    return Served.micros(times, () -> call(channel, times));
                }
            });
        }
    }

    private static void call(SocketChannel channel, int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
        for (int i = 0; i < times; i++) {
            write(channel, buffer.clear());
            read(channel, buffer.clear());
        }
    }

    private static void echo(Path file, int times) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
            for (int i = 0; i < times + 1; i++) {
                read(channel, buffer.clear());
                write(channel, buffer.clear());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }
}
