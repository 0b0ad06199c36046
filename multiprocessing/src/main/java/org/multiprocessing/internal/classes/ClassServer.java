package org.multiprocessing.internal.classes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.ForeignLoaders;
import org.multiprocessing.internal.shm.Session;

/**
 * Gives this process's children the classes that are not on their class path: answers at a socket in the session's folder, on
 * threads of its own. There is none until something is encoded that did not come from the class path, and then there is one
 * before that is handed over.
 */
public final class ClassServer {
    private static final int BACKLOG = 1024;

    /** When the system has no descriptor left, for instance: the children that ask wait that long. */
    private static final long PAUSE_NANOS = 50_000_000;

    private static @Nullable ClassServer ofThisProcess;

    private final Path socket;
    private @Nullable ServerSocketChannel channel;
    private boolean ended;

    private ClassServer(Path socket) {
        this.socket = socket;
    }

    /** Begins to watch for what children will not have; for a process that is about to start one. */
    public static synchronized void watch(Session session) {
        if (ofThisProcess == null) {
            Path socket = ClassRequest.socket(session.folder(), session.slot(), session.generation());
            ClassServer server = new ClassServer(socket);
            ofThisProcess = server;
            session.endActions().add(server::end);
            ForeignLoaders.setListener(server::open);
        }
    }

    /** Deletes what a child may have left that was killed. */
    public static void removeOf(Session session, int slot, int generation) throws IOException {
        Files.deleteIfExists(ClassRequest.socket(session.folder(), slot, generation));
    }

    private synchronized void open() {
        if (channel != null || ended) {
            return;
        }
        try {
            ServerSocketChannel opened = bind();
            channel = opened;
            Thread.ofPlatform().daemon().name("multiprocessing-classes").start(() -> acceptAll(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot open " + socket + ", at which children ask for classes: " + e.getMessage()
                            + "; if the path is too long for a socket, choose another folder with"
                            + " -Dmultiprocessing.dir",
                    e);
        }
    }

    private ServerSocketChannel bind() throws IOException {
        ServerSocketChannel unbound = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return unbound.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
        } catch (IOException e) {
            unbound.close();
            throw e;
        }
    }

    /** The thread must not be in a system call when the JVM ends: it would wait for that, 300 ms. */
    private synchronized void end() {
        ended = true;
        try {
            if (channel != null) {
                channel.close();
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            Log.log(System.Logger.Level.WARNING, "cannot remove " + socket, e);
        }
    }

    private static void acceptAll(ServerSocketChannel server) {
        while (true) {
            try {
                serve(server.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                Log.log(System.Logger.Level.WARNING, "children cannot ask for classes at the moment", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A child may be stopped in the middle of its question, so each has a thread. */
    private static void serve(SocketChannel child) throws IOException {
        try {
            Thread.ofPlatform().daemon().name("multiprocessing-classes").start(() -> answer(child));
        } catch (OutOfMemoryError e) { // no thread can be made now; the others are still to be served
            child.close();
            throw new IOException("no thread can be made", e);
        }
    }

    private static void answer(SocketChannel child) {
        try (child) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(child));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(child));
            byte kind = in.readByte();
            out.write(answerTo(kind, in.readUTF()));
        } catch (IOException e) {
            // the child has ended meanwhile
        }
    }

    private static byte[] answerTo(byte kind, String name) {
        try {
            byte[] bytes = switch (kind) {
                case ClassRequest.CLASS -> ForeignClasses.ofClass(name);
                case ClassRequest.VARIABLES -> ForeignClasses.variables(name);
                default -> ForeignClasses.resource(name);
            };
            return bytes == null ? new byte[] {ClassRequest.NONE} : framed(ClassRequest.BYTES, bytes);
        } catch (FileNotFoundException e) {
            return framed(ClassRequest.ERROR, text(String.valueOf(e.getMessage())));
        } catch (Throwable e) { // a class loader of the user's
            return framed(
                    ClassRequest.ERROR,
                    text(name + ", for which a class loader of the parent process failed with " + e));
        }
    }

    private static byte[] framed(byte kind, byte[] bytes) {
        return ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
                .put(kind)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
