package org.multiprocessing.conformance.manager;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.serial.ObjectClosedException;

/** Stands between one client and a server, and notes what the client sends. */
final class Relay implements AutoCloseable {
    private final Listener<Object> listener;
    private final Connection<Object> far;
    private final List<byte[]> messages = new ArrayList<>();
    private final Thread thread;

    Relay(SocketAddress address, SocketAddress server, AuthKey key) throws IOException {
        this.far = Multiprocessing.client(server, key);
        this.listener = Multiprocessing.listener(address, key);
        this.thread = Thread.ofPlatform().name("relay").start(this::serve);
    }

    SocketAddress address() {
        return listener.address();
    }

    /** Returns what the client has sent so far. */
    synchronized List<byte[]> messages() {
        return List.copyOf(messages);
    }

    private synchronized void note(byte[] message) {
        messages.add(message);
    }

    private void serve() {
        try (Connection<Object> near = listener.accept()) {
            Thread back = Thread.ofPlatform().name("relay-back").start(() -> pass(far, near, false));
            pass(near, far, true);
            back.join();
        } catch (ClosedChannelException e) {
            // nobody has come
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Connection<Object> from, Connection<Object> to, boolean noted) {
        try {
            while (true) {
                byte[] message = from.receiveBytes();
                if (noted) {
                    note(message);
                }
                to.sendBytes(ByteBuffer.wrap(message));
            }
        } catch (IOException | ObjectClosedException e) { // the end of either
            from.close();
            to.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        listener.close();
        far.close();
        try {
            Await.join("the relay", thread);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test that is still to close this", e);
        }
    }
}
