package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.channel.Sockets;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;

/** Where programs come in that need not be of the server's tree: a listener. Each connection is a client. */
final class SocketDoor {
    private final ObjectServer server;
    private final Listener<Object> listener;
    private final Set<Port> ports = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    private SocketDoor(ObjectServer server, Listener<Object> listener) {
        this.server = server;
        this.listener = listener;
    }

    static SocketDoor open(ObjectServer server) throws IOException {
        ManagerOptionsImpl options = server.options();
        Listener<Object> listener = Sockets.listener(
                Objects.requireNonNull(options.address(), "address"),
                Objects.requireNonNull(options.key(), "key"),
                options.socketOptions());
        SocketDoor door = new SocketDoor(server, listener);
        Thread.ofPlatform()
                .daemon()
                .name("multiprocessing-manager " + listener.address())
                .start(door::accept);
        return door;
    }

    SocketAddress address() {
        return listener.address();
    }

    long refusedCount() {
        return refused.sum() + listener.refusedCount();
    }

    private void accept() {
        try {
            while (true) {
                Connection<Object> connection = listener.accept();
                letIn(new SocketPort(connection, server.options().maxFrameBytes()));
            }
        } catch (ClosedChannelException e) {
            // the server ends
        } catch (IOException e) {
            Log.log(Level.WARNING, "the manager at " + listener.address() + " lets nobody in any more", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void letIn(Port port) {
        ports.add(port);
        boolean served = false;
        try {
            Thread.ofPlatform().daemon().name("multiprocessing-manager-client").start(() -> serve(port));
            served = true;
        } catch (OutOfMemoryError e) { // the system has no more threads; others may come when it has
            Log.log(Level.WARNING, "the manager at " + listener.address() + " cannot serve one more client", e);
        } finally {
            if (closed || !served) {
                port.close();
                ports.remove(port);
            }
        }
    }

    private void serve(Port port) {
        try {
            ClientSession session = greet(port);
            Runnable atEnd = () -> {
                ports.remove(port);
                session.end();
            };
            String name = Thread.currentThread().getName();
            new CallThreads(new SharedCalls(session, port), port, name, atEnd).serve();
        } catch (IOException e) {
            refuse(e);
            port.close();
            ports.remove(port);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread yet", e);
        }
    }

    private ClientSession greet(Port port) throws IOException, InterruptedException {
        Message message =
                port.receive(TimeUnit.NANOSECONDS.convert(server.options().handshakeTimeout()));
        if (message == null) {
            throw new IOException("it has not said who it is");
        }
        Decoder in = new Decoder(SocketDoor.class.getClassLoader());
        in.wrap(message.bytes(), message.from(), message.length());
        if (in.readByte() != Calls.HELLO) {
            throw new IOException("it talks in another way");
        }
        int version = in.readInt();
        if (version != Calls.VERSION) {
            throw new IOException("it talks version " + version + ", this server " + Calls.VERSION);
        }
        long pid = in.readLong();
        return server.newSession(pid, in.readString(), false);
    }

    private void refuse(IOException e) {
        if (!closed) {
            refused.increment();
            Log.log(
                    Level.INFO,
                    "the manager at " + listener.address() + " has turned away a client: " + e.getMessage());
        }
    }

    void close() {
        closed = true;
        listener.close();
        ports.forEach(Port::close);
    }
}
